import dev.annotir.Operator;
import dev.annotir.OperatorLibrary;
import dev.annotir.Tensor;

/** Interpreters, puzzles and searches. */
@OperatorLibrary("machines")
class Machines {
  static final class Op {
    static final int PUSH = 0, ADD = 1, SUB = 2, MUL = 3, DIV = 4, DUP = 5, SWAP = 6, JUMP = 7, BRANCH = 8, LOAD = 9, STORE = 10, HALT = 11;

    private Op() {}
  }

  static final int STACK = 16;

  /** A stack machine: opcode and operand in a word; the stack's top at the end. */
  @Operator
  static int stackMachine(@Tensor({32}) short[] code, @Tensor({8}) int[] memory) {
    int[] stack = new int[STACK];
    int sp = 0, pc = 0;
    for (int fuel = 200; fuel > 0; fuel--) {
      if (pc < 0 || pc >= code.length) throw new IndexOutOfBoundsException("pc");
      int op = (code[pc] >> 8 & 0xff) % 12;
      int arg = (byte) code[pc];
      pc++;
      switch (op) {
        case Op.PUSH:
          if (sp == STACK) throw new IllegalStateException("overflow");
          stack[sp++] = arg;
          break;
        case Op.ADD:
        case Op.SUB:
        case Op.MUL:
        case Op.DIV: {
          if (sp < 2) return Integer.MIN_VALUE;
          int b = stack[--sp], a = stack[--sp];
          stack[sp++] = op == Op.ADD ? a + b : op == Op.SUB ? a - b : op == Op.MUL ? a * b : a / b;
          break;
        }
        case Op.DUP:
          if (sp == 0 || sp == STACK) return -2;
          stack[sp] = stack[sp - 1];
          sp++;
          break;
        case Op.SWAP:
          if (sp < 2) break;
          int t = stack[sp - 1];
          stack[sp - 1] = stack[sp - 2];
          stack[sp - 2] = t;
          break;
        case Op.JUMP:
          pc += arg % 8;
          continue;
        case Op.BRANCH:
          if (sp > 0 && stack[--sp] != 0) pc += arg % 8;
          break;
        case Op.LOAD:
          if (sp < STACK) stack[sp++] = memory[arg & 7];
          break;
        case Op.STORE:
          if (sp > 0) memory[arg & 7] = stack[--sp];
          break;
        case Op.HALT:
          return sp > 0 ? stack[sp - 1] : 0;
        default:
          throw new AssertionError("opcode");
      }
    }
    return -1;
  }

  /** A register machine with arrows; carries on until it halts or the fuel is used up. */
  @Operator
  static long registerMachine(@Tensor({24, 4}) byte[][] code, @Tensor({8}) long[] r) {
    int pc = 0, fuel = 300;
    boolean running = true;
    while (running && fuel-- > 0) {
      byte[] i = code[pc];
      int d = i[1] & 7, a = i[2] & 7, b = i[3] & 7;
      int next = (pc + 1) % code.length;
      switch (i[0] & 15) {
        case 0 -> running = false;
        case 1 -> r[d] = r[a] + r[b];
        case 2 -> r[d] = r[a] - r[b];
        case 3 -> r[d] = r[a] * r[b];
        case 4 -> r[d] = r[b] == 0 ? 0 : Math.floorDiv(r[a], r[b]);
        case 5, 6, 7 -> {
          int s = (int) r[b];
          r[d] = switch (i[0] & 3) {
            case 1 -> r[a] << s;
            case 2 -> r[a] >> s;
            default -> r[a] >>> s;
          };
        }
        case 8 -> r[d] = i[3];
        case 9 -> {
          if (r[a] < r[b]) next = Math.floorMod(pc + i[1], code.length);
        }
        case 10 -> r[d] = r[a] & r[b];
        case 11 -> r[d] = Long.compare(r[a], r[b]);
        case 12 -> r[d] = Long.bitCount(r[a]);
        default -> {}
      }
      pc = next;
    }
    return pc;
  }

  /** Brain... with jumps found by counting brackets; how many steps. */
  @Operator
  static int tape(@Tensor({40}) byte[] program, @Tensor({16}) byte[] cells) {
    int at = 0, steps = 0;
    program:
    for (int pc = 0; pc < program.length && steps < 400; pc++, steps++) {
      switch (program[pc] & 7) {
        case 0 -> at = (at + 1) % cells.length;
        case 1 -> at = (at + cells.length - 1) % cells.length;
        case 2 -> cells[at]++;
        case 3 -> cells[at]--;
        case 4 -> {
          if (cells[at] == 0) {
            int depth = 1;
            while (depth > 0) {
              if (++pc >= program.length) break program;
              if ((program[pc] & 7) == 4) depth++;
              else if ((program[pc] & 7) == 5) depth--;
            }
          }
        }
        case 5 -> {
          if (cells[at] != 0) {
            int depth = 1;
            while (depth > 0) {
              if (--pc < 0) break program;
              if ((program[pc] & 7) == 5) depth++;
              if ((program[pc] & 7) == 4) depth--;
            }
          }
        }
        case 6 -> {
          if (cells[at] < 0) continue program;
          steps += 2;
        }
      }
    }
    return steps;
  }

  @Operator
  static boolean sudoku(@Tensor({9, 9}) byte[][] grid) {
    int[] rows = new int[9], columns = new int[9], boxes = new int[9];
    for (int r = 0; r < 9; r++) {
      for (int c = 0; c < 9; c++) {
        int d = grid[r][c];
        if (d < 1 || d > 9) return false;
        int bit = 1 << d;
        int box = r / 3 * 3 + c / 3;
        if ((rows[r] & bit) != 0 || (columns[c] & bit) != 0 || (boxes[box] & bit) != 0) return false;
        rows[r] |= bit;
        columns[c] |= bit;
        boxes[box] |= bit;
      }
    }
    return true;
  }

  /** Solves by trying, without recursion; 0 stands for empty. How many tries. */
  @Operator
  static int solveSudoku(@Tensor({4, 4}) byte[][] grid) {
    boolean[][] given = new boolean[4][4];
    for (int r = 0; r < 4; r++)
      for (int c = 0; c < 4; c++) {
        if (grid[r][c] < 0 || grid[r][c] > 4) grid[r][c] = 0;
        given[r][c] = grid[r][c] != 0;
      }
    int cell = 0, tries = 0;
    boolean forward = true;
    while (cell >= 0 && cell < 16) {
      int r = cell / 4, c = cell % 4;
      if (given[r][c]) {
        cell += forward ? 1 : -1;
        continue;
      }
      boolean placed = false;
      while (!placed && ++grid[r][c] <= 4) {
        tries++;
        if (tries > 3000) return -1;
        placed = fits(grid, r, c);
      }
      if (placed) {
        forward = true;
        cell++;
      } else {
        grid[r][c] = 0;
        forward = false;
        cell--;
      }
    }
    return cell < 0 ? -2 : tries;
  }

  private static boolean fits(byte[][] grid, int r, int c) {
    byte d = grid[r][c];
    for (int k = 0; k < 4; k++) {
      if (k != c && grid[r][k] == d) return false;
      if (k != r && grid[k][c] == d) return false;
    }
    int top = r & ~1, left = c & ~1;
    for (int i = top; i < top + 2; i++) for (int j = left; j < left + 2; j++) if ((i != r || j != c) && grid[i][j] == d) return false;
    return true;
  }

  /** How many ways there are to place queens, over bit masks and a stack. */
  @Operator
  static int queens(int n) {
    n = Math.max(1, Math.min(6, n));
    final int all = (1 << n) - 1;
    int[] columns = new int[7], left = new int[7], right = new int[7], free = new int[7];
    int count = 0, row = 0;
    free[0] = all;
    while (row >= 0) {
      if (free[row] == 0) {
        row--;
        continue;
      }
      int bit = free[row] & -free[row];
      free[row] ^= bit;
      if (row == n - 1) {
        count++;
        continue;
      }
      columns[row + 1] = columns[row] | bit;
      left[row + 1] = (left[row] | bit) << 1;
      right[row + 1] = (right[row] | bit) >> 1;
      row++;
      free[row] = all & ~(columns[row] | left[row] | right[row]);
    }
    return count;
  }

  @Operator
  static int hanoi(@Tensor({3}) int[] pegs, int discs) {
    discs = discs & 7;
    pegs[0] = (1 << discs) - 1;
    pegs[1] = pegs[2] = 0;
    int moves = 0;
    for (int m = 1; m < 1 << discs; m++) {
      int from = (m & m - 1) % 3, to = ((m | m - 1) + 1) % 3;
      int disc = pegs[from] & -pegs[from];
      assert disc != 0 && (pegs[to] & disc - 1) == 0 : "a disc on a smaller one";
      pegs[from] ^= disc;
      pegs[to] |= disc;
      moves++;
    }
    return moves;
  }

  /** Who has won: 1, 2, 0 for nobody. */
  @Operator
  static byte ticTacToe(@Tensor({3, 3}) byte[][] board) {
    for (byte player = 1; player <= 2; player++) {
      boolean main = true, anti = true;
      for (int i = 0; i < 3; i++) {
        boolean row = true, column = true;
        for (int j = 0; j < 3; j++) {
          row &= board[i][j] == player;
          column &= board[j][i] == player;
        }
        if (row | column) return player;
        main &= board[i][i] == player;
        anti &= board[i][2 - i] == player;
      }
      if (main || anti) return player;
    }
    return 0;
  }

  private static final int DAYS_OF_400 = 146097;

  /** Days since 1970 to year, month and day. */
  @Operator
  static void civil(int days, @Tensor({3}) int[] date) {
    long z = (long) days + 719468;
    long era = Math.floorDiv(z, DAYS_OF_400);
    int doe = (int) (z - era * DAYS_OF_400);
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    date[2] = doy - (153 * mp + 2) / 5 + 1;
    date[1] = mp < 10 ? mp + 3 : mp - 9;
    date[0] = (int) (yoe + era * 400) + (date[1] <= 2 ? 1 : 0);
  }

  private static int daysIn(int month, int year) {
    return switch (month) {
      case 4, 6, 9, 11 -> 30;
      case 2 -> {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        yield leap ? 29 : 28;
      }
      case 1, 3, 5, 7, 8, 10, 12 -> 31;
      default -> throw new IllegalArgumentException("month");
    };
  }

  @Operator
  static int dayOfYear(int year, int month, int day) {
    if (day < 1 || day > daysIn(month, year)) throw new IllegalArgumentException("day");
    int n = day;
    for (int m = 1; m < month; m++) n += daysIn(m, year);
    return n;
  }

  /** Matches text with a pattern of ? and *. */
  @Operator
  static boolean glob(@Tensor({16}) char[] text, @Tensor({6}) char[] pattern) {
    int t = 0, p = 0, star = -1, mark = 0;
    while (t < text.length) {
      if (p < pattern.length && (pattern[p] == '?' || pattern[p] == text[t])) {
        t++;
        p++;
      } else if (p < pattern.length && pattern[p] == '*') {
        star = p++;
        mark = t;
      } else if (star >= 0) {
        p = star + 1;
        t = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length && pattern[p] == '*') p++;
    return p == pattern.length;
  }

  /** Knuth, Morris and Pratt's search. */
  @Operator
  static int search(@Tensor({40}) byte[] text, @Tensor({4}) byte[] word) {
    for (int i = 0; i < text.length; i++) text[i] &= 1;
    for (int i = 0; i < word.length; i++) word[i] &= 1;
    int[] fail = new int[word.length];
    for (int i = 1, k = 0; i < word.length; i++) {
      while (k > 0 && word[i] != word[k]) k = fail[k - 1];
      if (word[i] == word[k]) k++;
      fail[i] = k;
    }
    for (int i = 0, k = 0; i < text.length; i++) {
      while (k > 0 && text[i] != word[k]) k = fail[k - 1];
      if (text[i] == word[k]) k++;
      if (k == word.length) return i - k + 1;
    }
    return -1;
  }

  /** Reads an expression of digits, + and * from left to right with precedence; errors throw. */
  @Operator
  static long calculate(@Tensor({12}) char[] text) {
    long sum = 0, product = 1;
    boolean operand = true;
    loop:
    for (char c : text) {
      switch (c) {
        case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
          if (!operand) throw new UnsupportedOperationException("two digits");
          product *= c - '0';
          operand = false;
        }
        case '*' -> {
          if (operand) throw new IllegalArgumentException("operand");
          operand = true;
        }
        case '+' -> {
          if (operand) throw new IllegalArgumentException("operand");
          sum += product;
          product = 1;
          operand = true;
        }
        case '\0' -> {
          break loop;
        }
        default -> throw new IllegalArgumentException("character");
      }
    }
    return operand ? Long.MIN_VALUE : sum + product;
  }
}
