package dev.annotir.processor.frontend;

import static dev.annotir.processor.fixture.Differential.checkBody;

import org.junit.jupiter.api.Test;

/** The line of an exception is the one that Java's stack trace shows. */
class LineTest {
  /** javac leaves out what constants decide, and the parentheses around it. */
  @Test
  void armsThatConstantsDecide() {
    checkBody(
        """
        static final boolean T = true;
        @Operator static int choice(@Tensor({2}) int[] x, int i) {
          return 1 + (i > 1 ? (T
              ? x[i]
              : 0) : (
              !T ? 2 :
              x[i]));
        }
        @Operator static int withoutParentheses(@Tensor({2}) int[] x, int i) {
          return 1 + (i > 1 ? T ?
              x[i]
              : 0 : x[i]);
        }
        @Operator static int inner(@Tensor({2}) int[] x, int i) {
          return 1 + (i > 1 ? ((T
              ? (
              x[i])
              : 0)) : 0);
        }
        @Operator static int converted(@Tensor({2}) int[] x, int i) {
          return 1 + (i > 1 ? (int) (T
              ? x[i]
              : 0L) : (
              x[i]));
        }
        @Operator static void complements(@Tensor({2}) int[] x, int i) {
          x[i] = !(T ? T : i > 0)
              ? 8
              : 0;
          x[i & 1] = !!(!T || (T ? T : i > 0))
              ? x[i + 1]
              : 0;
          x[i & 1] += (T ? T : i > 0) == T
              ? x[i + 1]
              : 0;
        }
        @Operator static void complementsInConditions(@Tensor({2}) int[] x, int i) {
          if (!(T ? T : i > 0))
            x[0] = 1;
          else
            x[1] = x[
                i];
          while (!(T && !T) && x[i + 1] != 0) x[i]--;
        }
        @Operator static int alone(@Tensor({2}) int[] x, int i) {
          return 1 + ((T
              ? x[i]
              : 0));
        }
        @Operator static boolean and(@Tensor({2}) int[] x, int i) {
          boolean b = i > 1 ? (T &&
              x[i] > 0)
              : (T || x[0] > 1) &&
              x[i] > 1;
          return b;
        }
        @Operator static boolean right(@Tensor({2}) boolean[] x, int i) {
          boolean b = i > 1 ? (
              x[i] && T) : (!T ||
              (T &&
              x[i]));
          return b;
        }
        @Operator static int condition(@Tensor({2}) int[] x, int i) {
          int k = 1 + ((T &&
              x[i] > 1) ? 1 : (T ? false :
              x[i + 1] > 0) ? 2 : 3);
          while (T &&
              x[i] > 3) x[i]--;
          return k;
        }
        @Operator static int conditions(@Tensor({2}) int[] x, int i) {
          return 1 + (i > 1 ? (T || x[9] > 1
              ? x[i]
              : 0) : (T || x[9] > 1) && (!T && x[9] > 1 ||
              x[i] > 1) ? 1 : 2);
        }
        @Operator static int row(@Tensor({2}) int[] x, int i) {
          int[] row = i > 1 ? (T
              ? new int[] {3 / (i - 2), 1}
              : x) : x;
          return row[i];
        }
        """);
  }

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
