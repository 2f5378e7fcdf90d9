package dev.annotir.processor.frontend;

import static dev.annotir.processor.fixture.Differential.checkBody;

import org.junit.jupiter.api.Test;

/** The line of an exception is the one that Java's stack trace shows. */
class LineTest {
  @Test
  void expressions() {
    checkBody(
        """
        @Operator static int simple(@Tensor({2}) int[] x, int i) {
          int a = 1;
          a +=
              x[
                  i];
          return a
              + x
              [i + 1]
              / (i
                 - 1);
        }
        @Operator static int declaration(@Tensor({2}) int[] x, int i) {
          int
              a
              =
              x[i];
          int b = 3,
              c = x[1 - i],
              d = 3 / i;
          return a + b + c + d;
        }
        @Operator static int arms(@Tensor({2}) int[] x, int i) {
          return i > 1
              ? x[i]
              : i < 0
                  ? 1
                      / (i + 1)
                  : x[i] / i
              ;
        }
        @Operator static int armThenMore(@Tensor({2}) int[] x, int i) {
          return (i > 1
              ? x[0]
              : x[1])
              + x[i];
        }
        @Operator static void assignment(@Tensor({2}) int[] x, int i) {
          x
              [i]
              =
              x[1 - i]
                  / i;
          x[0] =
              1;
          x[i & 3] +=
              2
                  / (i - 1);
        }
        @Operator static int calls(@Tensor({2}) int[] x, int i) {
          return Math.max(
                  x[i],
                  Math.abs(
                      i))
              / (i - 1)
              + x[i + 1];
        }
        @Operator static int floors(int i) {
          return i
              + Math.floorDiv(
                  3,
                  i)
              + Math
                  .floorMod(2, i - 1);
        }
        """);
  }

  @Test
  void statements() {
    checkBody(
        """
        @Operator static int conditions(@Tensor({2}) int[] x, int i) {
          if (i > 3
              && x[i] > 0
              || x[i - 1] > 2
          ) {
            return 1;
          } else
            if (
                x[i]
                == 0)
              return 2;
          while (
              x[i + 1]
              > i)
            i++;
          return x
              [i];
        }
        @Operator static int fors(@Tensor({4}) int[] x, int i) {
          int s = 0;
          for (int j =
                  x[i];
              j < x[
                  i + 1];
              j +=
                  x[i + 2]
                  | 1)
            s += x[
                j];
          return s;
        }
        @Operator static int doWhile(@Tensor({4}) int[] x, int i) {
          int s = 0;
          do
            s +=
                x[i];
          while (
              ++s
              < x[i + 1]);
          return s;
        }
        @Operator static int forEach(@Tensor({2, 2}) int[][] x, int i) {
          int s = 0;
          for (int
              v
              : x
                  [i])
            s +=
                2 / v;
          return s;
        }
        @Operator static int conditionArms(@Tensor({2}) int[] x, int i) {
          if (i > 1
              ? x[i] > 0
              : i < 0
                  || x[i + 1] > 1)
            return 1;
          boolean b =
              i == 0
                  && x[i + 1] > 0
                  || x[
                      i] > 1;
          return b
              ? 1
              : 3 / i;
        }
        @Operator static int increments(@Tensor({2}) int[] x, int i) {
          x[i]
              ++;
          ++
              x[1 - i];
          return -
              x[i * 3]--;
        }
        @Operator static int locals(int i) {
          int[] a =
              {1,
               2 / i,
               3};
          int[][] b = {
            {i},
            {3
                / (i - 1)},
          };
          return a[i]
              + b
                  [1]
                  [i - 2];
        }
        @Operator static int nestedCalls(@Tensor({3}) int[] x, int i) {
          return helper(x,
                  helper(x,
                      i)
              )
              + 1 / i
              + helper(
                  x, i + 1);
        }
        static int helper(int[] x, int i) {
          int a =
              x[i];
          return
              a;
        }
        """);
  }
}
