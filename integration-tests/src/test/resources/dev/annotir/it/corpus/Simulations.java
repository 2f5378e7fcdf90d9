import dev.annotir.Operator;
import dev.annotir.OperatorLibrary;
import dev.annotir.Tensor;

@OperatorLibrary("simulations")
public class Simulations {
  static final int N = 12;

  private static int neighbours(boolean[][] world, int y, int x) {
    int n = 0;
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        if (dy == 0 && dx == 0) continue;
        if (world[(y + dy + N) % N][(x + dx + N) % N]) n++;
      }
    }
    return n;
  }

  /** Life on a torus; how many cells live. */
  @Operator
  static int life(@Tensor({N, N}) boolean[][] world, int generations) {
    generations = Math.floorMod(generations, 8);
    boolean[][] now = new boolean[N][N], then = new boolean[N][N];
    for (int y = 0; y < N; y++) for (int x = 0; x < N; x++) now[y][x] = world[y][x];
    while (generations-- > 0) {
      for (int y = 0; y < N; y++) {
        for (int x = 0; x < N; x++) {
          int n = neighbours(now, y, x);
          then[y][x] = n == 3 || n == 2 && now[y][x];
        }
      }
      boolean[][] t = now;
      now = then;
      then = t;
    }
    int alive = 0;
    for (int y = 0; y < N; y++) {
      for (int x = 0; x < N; x++) {
        world[y][x] = now[y][x];
        if (now[y][x]) alive++;
      }
    }
    return alive;
  }

  /** Life with a row of bits in a word. */
  @Operator
  static void lifeBits(@Tensor({32}) int[] rows) {
    int[] next = new int[32];
    for (int y = 0; y < 32; y++) {
      int ones = 0, twos = 0, fours = 0;
      for (int dy = 31; dy <= 33; dy++) {
        int row = rows[(y + dy) & 31];
        for (int dx = -1; dx <= 1; dx++) {
          if (dy == 32 && dx == 0) continue;
          int bits = Integer.rotateLeft(row, dx);
          int carry = ones & bits;
          ones ^= bits;
          int carry2 = twos & carry;
          twos ^= carry;
          fours |= carry2;
        }
      }
      next[y] = ~fours & twos & (ones | rows[y]);
    }
    for (int y = 0; y < 32; y++) rows[y] = next[y];
  }

  /** Wolfram's automata. */
  @Operator
  static void rule(@Tensor({20, 41}) boolean[][] cells, byte rule) {
    int r = rule & 0xff;
    for (int t = 1; t < cells.length; t++) {
      boolean[] above = cells[t - 1], row = cells[t];
      for (int i = 0; i < row.length; i++) {
        int pattern = (i > 0 && above[i - 1] ? 4 : 0) | (above[i] ? 2 : 0) | (i + 1 < above.length && above[i + 1] ? 1 : 0);
        row[i] = (r >> pattern & 1) != 0;
      }
    }
  }

  static final int BODIES = 5;

  @Operator
  static double nBody(@Tensor({BODIES}) double[] mass, @Tensor({BODIES, 3}) double[][] position, @Tensor({BODIES, 3}) double[][] velocity, double dt) {
    for (int step = 0; step < 10; step++) {
      for (int i = 0; i < BODIES; i++) {
        for (int j = i + 1; j < BODIES; j++) {
          double dx = position[i][0] - position[j][0];
          double dy = position[i][1] - position[j][1];
          double dz = position[i][2] - position[j][2];
          double d2 = dx * dx + dy * dy + dz * dz + 1e-3;
          double magnitude = dt / (d2 * Math.sqrt(d2));
          velocity[i][0] -= dx * mass[j] * magnitude;
          velocity[i][1] -= dy * mass[j] * magnitude;
          velocity[i][2] -= dz * mass[j] * magnitude;
          velocity[j][0] += dx * mass[i] * magnitude;
          velocity[j][1] += dy * mass[i] * magnitude;
          velocity[j][2] += dz * mass[i] * magnitude;
        }
      }
      for (int i = 0; i < BODIES; i++) for (int k = 0; k < 3; k++) position[i][k] += dt * velocity[i][k];
    }
    double e = 0;
    for (int i = 0; i < BODIES; i++) {
      double[] v = velocity[i];
      e += 0.5 * mass[i] * (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    }
    return e;
  }

  /** Explicit steps of the heat equation between two arrays. */
  @Operator
  static void heat(@Tensor({N, N}) float[][] field, float alpha, int steps) {
    float[][] a = new float[N][N];
    float[][] b = new float[N][N];
    for (int i = 0; i < N; i++) System.arraycopy(field[i], 0, a[i], 0, N);
    for (int i = 0; i < N; i++) System.arraycopy(field[i], 0, b[i], 0, N);
    for (int s = 0; s < (steps & 15); s++) {
      for (int i = 1; i < N - 1; i++) {
        for (int j = 1; j < N - 1; j++) {
          b[i][j] = a[i][j] + alpha * (a[i - 1][j] + a[i + 1][j] + a[i][j - 1] + a[i][j + 1] - 4 * a[i][j]);
        }
      }
      float[][] swap = a;
      a = b;
      b = swap;
    }
    for (int i = 0; i < N; i++) System.arraycopy(a[i], 0, field[i], 0, N);
  }

  /** Gauss-Seidel with over-relaxation until nothing much moves; how many sweeps. */
  @Operator
  static int poisson(@Tensor({N, N}) double[][] u, @Tensor({N, N}) double[][] f, double omega) {
    int sweep = 0;
    double most;
    do {
      most = 0;
      for (int i = 1; i < N - 1; i++)
        for (int j = 1; j < N - 1; j++) {
          double r = (u[i - 1][j] + u[i + 1][j] + u[i][j - 1] + u[i][j + 1] - f[i][j]) / 4 - u[i][j];
          u[i][j] += omega * r;
          if (Math.abs(r) > most) most = Math.abs(r);
        }
    } while (most > 1e-6 && ++sweep < 60);
    return sweep;
  }

  private static final int[] CX = {0, 1, 0, -1, 0, 1, -1, -1, 1};
  private static final int[] CY = {0, 0, 1, 0, -1, 1, 1, -1, -1};
  private static final int[] OPPOSITE = {0, 3, 4, 1, 2, 7, 8, 5, 6};
  private static final double[] WEIGHT = {4. / 9, 1. / 9, 1. / 9, 1. / 9, 1. / 9, 1. / 36, 1. / 36, 1. / 36, 1. / 36};
  static final int LX = 8, LY = 6;

  /** One step of a lattice Boltzmann method, D2Q9, with walls that bounce back. */
  @Operator
  static void latticeBoltzmann(@Tensor({9, LY, LX}) double[][][] f, @Tensor({LY, LX}) boolean[][] wall, double tau) {
    double[][][] streamed = new double[9][LY][LX];
    for (int y = 0; y < LY; y++) {
      for (int x = 0; x < LX; x++) {
        double rho = 0, ux = 0, uy = 0;
        for (int q = 0; q < 9; q++) {
          rho += f[q][y][x];
          ux += CX[q] * f[q][y][x];
          uy += CY[q] * f[q][y][x];
        }
        ux /= rho;
        uy /= rho;
        double uu = 1.5 * (ux * ux + uy * uy);
        for (int q = 0; q < 9; q++) {
          int tx = Math.floorMod(x + CX[q], LX), ty = (y + CY[q] + LY) % LY;
          if (wall[y][x]) {
            streamed[q][ty][tx] = f[OPPOSITE[q]][y][x];
            continue;
          }
          double cu = 3 * (CX[q] * ux + CY[q] * uy);
          double equilibrium = WEIGHT[q] * rho * (1 + cu + 0.5 * cu * cu - uu);
          streamed[q][ty][tx] = f[q][y][x] - (f[q][y][x] - equilibrium) / tau;
        }
      }
    }
    for (int q = 0; q < 9; q++) for (int y = 0; y < LY; y++) for (int x = 0; x < LX; x++) f[q][y][x] = streamed[q][y][x];
  }

  /** Pi by throwing points, from a generator of 64 bits. */
  @Operator
  static double monteCarlo(long seed, int points) {
    long s = seed == 0 ? 88172645463325252L : seed;
    int in = 0;
    points = points & 1023 | 1;
    for (int i = 0; i < points; i++) {
      s ^= s << 13;
      s ^= s >>> 7;
      s ^= s << 17;
      double x = (s >>> 11) * 0x1.0p-53;
      s ^= s << 13;
      s ^= s >>> 7;
      s ^= s << 17;
      double y = (s >>> 11) * 0x1.0p-53;
      if (x * x + y * y <= 1) in++;
    }
    return 4.0 * in / points;
  }

  /** java.util.Random's numbers. */
  @Operator
  static void random(long seed, @Tensor({16}) int[] bits, @Tensor({16}) double[] doubles) {
    long s = (seed ^ 0x5DEECE66DL) & ((1L << 48) - 1);
    for (int i = 0; i < 16; i++) {
      s = (s * 0x5DEECE66DL + 0xBL) & ((1L << 48) - 1);
      bits[i] = (int) (s >>> 16);
    }
    for (int i = 0; i < 16; i++) {
      s = (s * 0x5DEECE66DL + 0xBL) & ((1L << 48) - 1);
      long high = s >>> 22;
      s = (s * 0x5DEECE66DL + 0xBL) & ((1L << 48) - 1);
      doubles[i] = ((high << 27) + (s >>> 21)) * 0x1.0p-53;
    }
  }

  /** The Mersenne Twister's first numbers. */
  @Operator
  static void mersenne(int seed, @Tensor({8}) int[] out) {
    int[] mt = new int[624];
    mt[0] = seed;
    for (int i = 1; i < 624; i++) mt[i] = 1812433253 * (mt[i - 1] ^ mt[i - 1] >>> 30) + i;
    for (int k = 0; k < 624; k++) {
      int y = mt[k] & 0x80000000 | mt[(k + 1) % 624] & 0x7fffffff;
      mt[k] = mt[(k + 397) % 624] ^ y >>> 1 ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
    }
    for (int i = 0; i < out.length; i++) {
      int y = mt[i];
      y ^= y >>> 11;
      y ^= y << 7 & 0x9d2c5680;
      y ^= y << 15 & 0xefc60000;
      out[i] = y ^ y >>> 18;
    }
  }

  /** A Kalman filter of a position and a speed. */
  @Operator
  static void kalman(@Tensor({20}) double[] measured, double q, double r, @Tensor({20, 2}) double[][] estimate) {
    double x = measured[0], v = 0;
    double[][] p = {{1, 0}, {0, 1}};
    for (int t = 0; t < measured.length; t++) {
      x += v;
      double p00 = p[0][0] + p[0][1] + p[1][0] + p[1][1] + q;
      double p01 = p[0][1] + p[1][1], p10 = p[1][0] + p[1][1], p11 = p[1][1] + q;
      double s = p00 + r;
      double k0 = p00 / s, k1 = p10 / s;
      double y = measured[t] - x;
      x += k0 * y;
      v += k1 * y;
      p[0][0] = (1 - k0) * p00;
      p[0][1] = (1 - k0) * p01;
      p[1][0] = p10 - k1 * p00;
      p[1][1] = p11 - k1 * p01;
      estimate[t][0] = x;
      estimate[t][1] = v;
    }
  }

  @Operator
  static void mandelbrot(double x0, double y0, double size, @Tensor({10, 10}) byte[][] out) {
    for (int py = 0; py < 10; py++)
      for (int px = 0; px < 10; px++) {
        double cx = x0 + size * px / 10, cy = y0 + size * py / 10;
        double zx = 0, zy = 0;
        byte n = 0;
        while (zx * zx + zy * zy <= 4 && n < 50) {
          double t = zx * zx - zy * zy + cx;
          zy = 2 * zx * zy + cy;
          zx = t;
          n++;
        }
        out[py][px] = n;
      }
  }

  /** Langton's ant. */
  @Operator
  static int ant(@Tensor({N, N}) boolean[][] black, int steps) {
    int y = N / 2, x = N / 2, direction = 0;
    int flips = 0;
    for (int s = steps & 255; s > 0; s--) {
      direction = black[y][x] ? (direction + 3) % 4 : (direction + 1) % 4;
      black[y][x] = !black[y][x];
      flips++;
      switch (direction) {
        case 0:
          y--;
          break;
        case 1:
          x++;
          break;
        case 2:
          y++;
          break;
        case 3:
          x--;
          break;
        default:
          throw new AssertionError();
      }
      if (x < 0 || y < 0 || x >= N || y >= N) return -flips;
    }
    return flips;
  }

  /** Runge and Kutta's method of fourth order on Lorenz' system. */
  @Operator
  static void lorenz(@Tensor({3}) double[] state, double dt, int steps) {
    double[] k = new double[3], sum = new double[3], at = new double[3];
    for (int s = 0; s < Math.min(steps, 40); s++) {
      for (int i = 0; i < 3; i++) {
        at[i] = state[i];
        sum[i] = 0;
      }
      for (int stage = 0; stage < 4; stage++) {
        k[0] = 10 * (at[1] - at[0]);
        k[1] = at[0] * (28 - at[2]) - at[1];
        k[2] = at[0] * at[1] - 8.0 / 3.0 * at[2];
        double weight = stage == 0 || stage == 3 ? 1 : 2;
        double h = stage < 2 ? dt / 2 : dt;
        for (int i = 0; i < 3; i++) {
          sum[i] += weight * k[i];
          at[i] = state[i] + h * k[i];
        }
      }
      for (int i = 0; i < 3; i++) state[i] += dt * sum[i] / 6;
    }
  }

  /** An elevator: a state machine over a string of events. */
  @Operator
  static int elevator(@Tensor({30}) byte[] events) {
    final int idle = 0, up = 1, down = 2, open = 3;
    int state = idle, floor = 0, target = 0, served = 0;
    for (byte e : events) {
      switch (state) {
        case idle -> {
          target = Math.floorMod(e, 10);
          state = target > floor ? up : target < floor ? down : open;
        }
        case up -> {
          floor++;
          if (floor == target) state = open;
        }
        case down -> {
          if (--floor == target) state = open;
        }
        case open -> {
          served++;
          state = idle;
        }
      }
      assert floor >= 0 && floor < 10 : "between the floors";
    }
    return served * 100 + floor * 10 + state;
  }
}
