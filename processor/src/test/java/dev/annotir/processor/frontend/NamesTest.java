package dev.annotir.processor.frontend;

import static dev.annotir.processor.fixture.Differential.checkBody;

import org.junit.jupiter.api.Test;

/** Constants and variables of the same name, in the same operator and in others. */
class NamesTest {
  @Test
  void constantsAndLocals() {
    checkBody(
        """
        static final int[] table = {4, 5, 6};
        static final int[] table_1 = {7, 8, 9};
        interface A { int[] other = {1, 2}; }
        interface B { int[] other = {3, 4}; }
        @Operator static int localFirst(int n) { int table = n; return table + Ops.table[1]; }
        @Operator static int constantFirst(int n) { int t = table[1]; { int table = t + n; t += table; } return t; }
        @Operator static int onlyLocal(int table, int table_1) { return table * 3 + table_1; }
        @Operator static int both(int table) { return table + Ops.table_1[2] + A.other[1] * B.other[0]; }
        @Operator static int parameters(@Tensor({2}) int[] other, int i) { return other[i] + A.other[i] + B.other[i]; }
        @Operator static int result(int result) { int end = result; int index = end + 1; return index; }
        """);
  }
}
