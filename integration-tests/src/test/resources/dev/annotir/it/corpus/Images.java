import dev.annotir.DType;
import dev.annotir.Operator;
import dev.annotir.OperatorLibrary;
import dev.annotir.Tensor;

@OperatorLibrary("images")
final class Images {
  static final int H = 12, W = 16;

  /** Constants that several filters share. */
  interface Kernels {
    int[][] SOBEL_X = {{-1, 0, 1}, {-2, 0, 2}, {-1, 0, 1}};
    int[][] SOBEL_Y = {{-1, -2, -1}, {0, 0, 0}, {1, 2, 1}};
    int RADIUS = 1;
  }

  private static int clamp(int v, int lo, int hi) {
    return Math.max(lo, Math.min(hi, v));
  }

  @Operator
  static void bilinear(@Tensor({H, W}) float[][] in, @Tensor({19, 25}) float[][] out) {
    float sy = (float) in.length / out.length;
    float sx = (float) in[0].length / out[0].length;
    for (int y = 0; y < out.length; y++) {
      float fy = Math.max(0f, (y + 0.5f) * sy - 0.5f);
      int y0 = (int) fy, y1 = Math.min(y0 + 1, H - 1);
      float dy = fy - y0;
      for (int x = 0; x < out[y].length; x++) {
        float fx = Math.max(0f, (x + 0.5f) * sx - 0.5f);
        int x0 = (int) fx;
        int x1 = Math.min(x0 + 1, W - 1);
        float dx = fx - x0;
        float top = in[y0][x0] + (in[y0][x1] - in[y0][x0]) * dx;
        float bottom = in[y1][x0] + (in[y1][x1] - in[y1][x0]) * dx;
        out[y][x] = top + (bottom - top) * dy;
      }
    }
  }

  @Operator
  static void nearest(@Tensor({H * W}) byte[] in, @Tensor({20 * 30}) byte[] out) {
    for (int y = 0; y < 20; y++) for (int x = 0; x < 30; x++) out[y * 30 + x] = in[y * H / 20 * W + x * W / 30];
  }

  @Operator
  static void sobel(@Tensor(value = {H, W}, dtype = DType.UINT8) byte[][] in, @Tensor({H, W}) short[][] out) {
    for (int y = 0; y < H; y++) {
      for (int x = 0; x < W; x++) {
        int gx = 0, gy = 0;
        for (int j = -1; j <= 1; j++) {
          for (int i = -1; i <= 1; i++) {
            int v = in[clamp(y + j, 0, H - 1)][clamp(x + i, 0, W - 1)] & 0xff;
            gx += Kernels.SOBEL_X[j + Kernels.RADIUS][i + Kernels.RADIUS] * v;
            gy += Kernels.SOBEL_Y[j + Kernels.RADIUS][i + Kernels.RADIUS] * v;
          }
        }
        out[y][x] = (short) Math.min(Math.abs(gx) + Math.abs(gy), Short.MAX_VALUE);
      }
    }
  }

  @Operator
  static void median3x3(@Tensor({H, W}) byte[][] in, @Tensor({H, W}) byte[][] out) {
    int[] window = new int[9];
    for (int y = 0; y < H; y++) {
      for (int x = 0; x < W; x++) {
        if (y == 0 || x == 0 || y == H - 1 || x == W - 1) {
          out[y][x] = in[y][x];
          continue;
        }
        int n = 0;
        for (int j = y - 1; j <= y + 1; j++) for (int i = x - 1; i <= x + 1; i++) window[n++] = in[j][i] & 0xff;
        for (int i = 1; i < 9; i++) {
          int v = window[i], j = i;
          for (; j > 0 && window[j - 1] > v; j--) window[j] = window[j - 1];
          window[j] = v;
        }
        out[y][x] = (byte) window[4];
      }
    }
  }

  @Operator
  static void equalise(@Tensor({H, W}) byte[][] image) {
    int[] histogram = new int[256];
    for (byte[] row : image) for (byte p : row) histogram[p & 0xff]++;
    int[] map = new int[256];
    int sum = 0, first = -1;
    for (int v = 0; v < 256; v++) {
      sum += histogram[v];
      if (first < 0 && sum > 0) first = sum;
      map[v] = H * W == first ? v : Math.max(0, (sum - first) * 255 / (H * W - first));
    }
    for (int y = 0; y < H; y++) for (int x = 0; x < W; x++) image[y][x] = (byte) map[image[y][x] & 0xff];
  }

  /** Otsu's threshold. */
  @Operator
  static int threshold(@Tensor({H, W}) byte[][] image) {
    int[] histogram = new int[256];
    long total = 0;
    for (byte[] row : image) {
      for (byte p : row) {
        histogram[Byte.toUnsignedInt(p)]++;
        total += Byte.toUnsignedInt(p);
      }
    }
    long below = 0;
    int count = 0, best = 0;
    double most = 0;
    for (int t = 0; t < 256; t++) {
      count += histogram[t];
      if (count == 0) continue;
      int above = H * W - count;
      if (above == 0) break;
      below += (long) t * histogram[t];
      double difference = (double) below / count - (double) (total - below) / above;
      double between = (double) count * above * difference * difference;
      if (between > most) {
        most = between;
        best = t;
      }
    }
    return best;
  }

  /** Floyd and Steinberg's error diffusion. */
  @Operator
  static void dither(@Tensor({H, W}) byte[][] gray, @Tensor({H, W}) boolean[][] white) {
    int[][] error = new int[H + 1][W + 2];
    for (int y = 0; y < H; y++) {
      for (int x = 0; x < W; x++) {
        int v = (gray[y][x] & 0xff) + error[y][x + 1] / 16;
        white[y][x] = v >= 128;
        int e = v - (white[y][x] ? 255 : 0);
        error[y][x + 2] += 7 * e;
        error[y + 1][x] += 3 * e;
        error[y + 1][x + 1] += 5 * e;
        error[y + 1][x + 2] += e;
      }
    }
  }

  private static final byte[] BAYER = {0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5};

  @Operator
  static void ordered(@Tensor({H, W}) byte[][] gray, @Tensor({H, W}) byte[][] out) {
    for (int y = 0; y < H; y++) for (int x = 0; x < W; x++) out[y][x] = (gray[y][x] & 255) > BAYER[(y & 3) << 2 | x & 3] * 16 + 8 ? (byte) 255 : 0;
  }

  /** Fills an area of one colour; how many pixels. */
  @Operator
  static int flood(@Tensor({H, W}) byte[][] image, int row, int column, byte colour) {
    row = Math.floorMod(row, H);
    column = Math.floorMod(column, W);
    for (byte[] line : image) for (int x = 0; x < W; x++) line[x] &= 1;
    final byte old = image[row][column];
    if (old == colour) return 0;
    int[] stack = new int[4 * H * W + 1];
    int top = 0, n = 0;
    stack[top++] = row * W + column;
    while (top != 0) {
      int p = stack[--top];
      int y = p / W, x = p - y * W;
      if (image[y][x] != old) continue;
      image[y][x] = colour;
      n++;
      if (x > 0) stack[top++] = p - 1;
      if (x < W - 1) stack[top++] = p + 1;
      if (y > 0) stack[top++] = p - W;
      if (y < H - 1) stack[top++] = p + W;
    }
    return n;
  }

  /** City block distances to the nearest set pixel, in two passes. */
  @Operator
  static void distance(@Tensor({H, W}) boolean[][] set, @Tensor({H, W}) int[][] d) {
    for (int y = 0; y < H; y++) {
      for (int x = 0; x < W; x++) {
        int best = set[y][x] ? 0 : H + W;
        if (y > 0 && d[y - 1][x] + 1 < best) best = d[y - 1][x] + 1;
        if (x > 0 && d[y][x - 1] + 1 < best) best = d[y][x - 1] + 1;
        d[y][x] = best;
      }
    }
    for (int y = H; --y >= 0; ) {
      for (int x = W; --x >= 0; ) {
        if (y + 1 < H) d[y][x] = Math.min(d[y][x], d[y + 1][x] + 1);
        if (x + 1 < W) d[y][x] = Math.min(d[y][x], d[y][x + 1] + 1);
      }
    }
  }

  /** Connected components of four neighbours, by two passes and equivalences; how many. */
  @Operator
  static int label(@Tensor({H, W}) boolean[][] set, @Tensor({H, W}) int[][] labels) {
    int[] parent = new int[H * W / 2 + 2];
    int next = 1;
    for (int y = 0; y < H; y++) {
      for (int x = 0; x < W; x++) {
        if (!set[y][x]) {
          labels[y][x] = 0;
          continue;
        }
        int up = y > 0 ? labels[y - 1][x] : 0;
        int left = x > 0 ? labels[y][x - 1] : 0;
        if (up == 0 && left == 0) {
          parent[next] = next;
          labels[y][x] = next++;
        } else if (up == 0 || left == 0) {
          labels[y][x] = up | left;
        } else {
          int a = root(parent, up), b = root(parent, left);
          int least = Math.min(a, b);
          parent[a] = least;
          parent[b] = least;
          labels[y][x] = least;
        }
      }
    }
    int[] names = new int[H * W / 2 + 2];
    int count = 0;
    for (int[] line : labels) {
      for (int x = 0; x < line.length; x++) {
        if (line[x] == 0) continue;
        int r = root(parent, line[x]);
        if (names[r] == 0) names[r] = ++count;
        line[x] = names[r];
      }
    }
    return count;
  }

  private static int root(int[] parent, int l) {
    while (parent[l] < l) l = parent[l];
    return l;
  }

  @Operator
  static void boxBlur(@Tensor({H, W}) int[][] in, @Tensor({H, W}) int[][] out) {
    long[][] sums = new long[H + 1][W + 1];
    for (int y = 0; y < H; y++) {
      long row = 0;
      for (int x = 0; x < W; x++) {
        row += in[y][x];
        sums[y + 1][x + 1] = sums[y][x + 1] + row;
      }
    }
    final int r = 2;
    for (int y = 0; y < H; y++) {
      int top = Math.max(0, y - r), bottom = Math.min(H, y + r + 1);
      for (int x = 0; x < W; x++) {
        int left = Math.max(0, x - r);
        int right = Math.min(W, x + r + 1);
        long sum = sums[bottom][right] - sums[top][right] - sums[bottom][left] + sums[top][left];
        out[y][x] = (int) (sum / ((bottom - top) * (right - left)));
      }
    }
  }

  @Operator
  static void rotate90(@Tensor({H, W}) int[][] in, @Tensor({W, H}) int[][] out) {
    for (int y = 0; y < H; y++) for (int x = 0; x < W; x++) out[x][H - 1 - y] = in[y][x];
  }

  @Operator
  static void rgbToGray(@Tensor(value = {H, W, 3}, dtype = DType.UINT8) byte[] rgb, @Tensor(value = {H, W}, dtype = DType.UINT8) byte[] gray) {
    for (int i = 0, p = 0; i < gray.length; i++) {
      int r = rgb[p++] & 0xff;
      int g = rgb[p++] & 0xff;
      int b = rgb[p++] & 0xff;
      gray[i] = (byte) (r * 77 + g * 150 + b * 29 >> 8);
    }
  }

  @Operator
  static int hsv(int rgb) {
    int r = rgb >> 16 & 255, g = rgb >> 8 & 255, b = rgb & 255;
    int max = r > g ? r > b ? r : b : g > b ? g : b;
    int min = r < g ? r < b ? r : b : g < b ? g : b;
    int c = max - min;
    int h = c == 0 ? 0 : max == r ? (g - b) * 60 / c + (g < b ? 360 : 0) : max == g ? (b - r) * 60 / c + 120 : (r - g) * 60 / c + 240;
    int s = max == 0 ? 0 : c * 255 / max;
    return h << 16 | s << 8 | max;
  }

  /** Bresenham's line; what lies outside is left out. */
  @Operator
  static void line(@Tensor({H, W}) byte[][] image, int x0, int y0, int x1, int y1) {
    x0 = clamp(x0, -50, 50);
    x1 = clamp(x1, -50, 50);
    y0 = clamp(y0, -50, 50);
    y1 = clamp(y1, -50, 50);
    int dx = Math.abs(x1 - x0), sx = x0 < x1 ? 1 : -1;
    int dy = -Math.abs(y1 - y0), sy = y0 < y1 ? 1 : -1;
    int e = dx + dy;
    while (true) {
      if (x0 >= 0 && x0 < W && y0 >= 0 && y0 < H) image[y0][x0] = 1;
      if (x0 == x1 && y0 == y1) break;
      int e2 = 2 * e;
      if (e2 >= dy) {
        e += dy;
        x0 += sx;
      }
      if (e2 <= dx) {
        e += dx;
        y0 += sy;
      }
    }
  }

  /** Erosion, then dilation, by a cross. */
  @Operator
  static void open(@Tensor({H, W}) boolean[][] image) {
    boolean[][] eroded = new boolean[H][W];
    for (int y = 1; y < H - 1; y++)
      for (int x = 1; x < W - 1; x++)
        eroded[y][x] = image[y][x] && image[y - 1][x] && image[y + 1][x] && image[y][x - 1] && image[y][x + 1];
    for (int y = 0; y < H; y++)
      for (int x = 0; x < W; x++)
        image[y][x] = eroded[y][x] || y > 0 && eroded[y - 1][x] || y < H - 1 && eroded[y + 1][x] || x > 0 && eroded[y][x - 1] || x < W - 1 && eroded[y][x + 1];
  }

  /** Template matching by sums of absolute differences, given up as soon as it is worse. */
  @Operator
  static int match(@Tensor({H, W}) byte[][] image, @Tensor({4, 4}) byte[][] template) {
    int best = Integer.MAX_VALUE, where = -1;
    for (int y = 0; y + 4 <= H; y++) {
      next:
      for (int x = 0; x + 4 <= W; x++) {
        int sum = 0;
        for (int j = 0; j < 4; j++) {
          for (int i = 0; i < 4; i++) {
            sum += Math.abs(image[y + j][x + i] - template[j][i]);
            if (sum >= best) continue next;
          }
        }
        best = sum;
        where = y * W + x;
      }
    }
    return where;
  }
}
