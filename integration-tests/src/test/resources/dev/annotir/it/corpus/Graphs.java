import dev.annotir.Operator;
import dev.annotir.OperatorLibrary;
import dev.annotir.Tensor;
import java.util.Arrays;

@OperatorLibrary("graphs")
class Graphs {
  static final int V = 10;
  static final int E = 24;
  private static final int INFINITE = 1 << 29;

  @Operator
  static void floydWarshall(@Tensor({V, V}) int[][] d) {
    for (int i = 0; i < V; i++) for (int j = 0; j < V; j++) d[i][j] = i == j ? 0 : d[i][j] <= 0 || d[i][j] > INFINITE ? INFINITE : d[i][j];
    for (int k = 0; k < V; k++)
      for (int i = 0; i < V; i++) {
        int ik = d[i][k];
        if (ik == INFINITE) continue;
        for (int j = 0; j < V; j++) {
          int through = ik + d[k][j];
          if (through < d[i][j]) d[i][j] = through;
        }
      }
  }

  @Operator
  static boolean bellmanFord(@Tensor({E}) int[] from, @Tensor({E}) int[] to, @Tensor({E}) short[] weight, int source, @Tensor({V}) long[] distance) {
    Arrays.fill(distance, Long.MAX_VALUE);
    distance[Math.floorMod(source, V)] = 0;
    for (int round = 0; round < V; round++) {
      boolean changed = false;
      for (int e = 0; e < E; e++) {
        int u = Math.floorMod(from[e], V), v = Math.floorMod(to[e], V);
        if (distance[u] == Long.MAX_VALUE) continue;
        if (distance[u] + weight[e] < distance[v]) {
          distance[v] = distance[u] + weight[e];
          changed = true;
        }
      }
      if (!changed) return true;
    }
    return false;
  }

  /** Levels of a breadth-first search; -1 where it does not come. */
  @Operator
  static int bfs(@Tensor({V, V}) boolean[][] edge, int start, @Tensor({V}) int[] level) {
    int[] queue = new int[V];
    int head = 0, tail = 0;
    Arrays.fill(level, -1);
    start = (start & Integer.MAX_VALUE) % V;
    level[start] = 0;
    queue[tail++] = start;
    while (head < tail) {
      int u = queue[head++];
      for (int v = 0; v < V; v++) {
        if (edge[u][v] && level[v] < 0) {
          level[v] = level[u] + 1;
          queue[tail++] = v;
        }
      }
    }
    return tail;
  }

  /** Depth first, with a stack of vertices and of the next neighbours; finishing order, or -1 if there is a cycle. */
  @Operator
  static int topological(@Tensor({V, V}) boolean[][] edge, @Tensor({V}) int[] order) {
    final byte white = 0, grey = 1, black = 2;
    byte[] colour = new byte[V];
    int[] stack = new int[V], next = new int[V];
    int n = V;
    for (int root = 0; root < V; root++) {
      if (colour[root] != white) continue;
      int top = 0;
      stack[0] = root;
      next[0] = 0;
      colour[root] = grey;
      while (top >= 0) {
        int u = stack[top];
        int v = next[top];
        while (v < V && !(edge[u][v] && v > u && colour[v] != black)) v++;
        if (v == V) {
          colour[u] = black;
          order[--n] = u;
          top--;
          continue;
        }
        next[top] = v + 1;
        if (colour[v] == grey) return -1;
        colour[v] = grey;
        ++top;
        stack[top] = v;
        next[top] = 0;
      }
    }
    return n;
  }

  private static int find(int[] parent, int x) {
    while (parent[x] != x) {
      parent[x] = parent[parent[x]];
      x = parent[x];
    }
    return x;
  }

  private static boolean union(int[] parent, int[] rank, int a, int b) {
    a = find(parent, a);
    b = find(parent, b);
    if (a == b) return false;
    if (rank[a] < rank[b]) {
      int t = a;
      a = b;
      b = t;
    }
    parent[b] = a;
    if (rank[a] == rank[b]) rank[a]++;
    return true;
  }

  @Operator
  static int components(@Tensor({E, 2}) int[][] edges, @Tensor({V}) int[] component) {
    int[] parent = new int[V];
    int[] rank = new int[V];
    for (int v = 0; v < V; v++) parent[v] = v;
    int n = V;
    for (int[] edge : edges) {
      if (union(parent, rank, Math.floorMod(edge[0], V), Math.floorMod(edge[1], V))) n--;
    }
    for (int v = 0; v < V; v++) component[v] = find(parent, v);
    return n;
  }

  /** Kruskal's, the edges sorted by insertion. */
  @Operator
  static long spanningTree(@Tensor({E}) int[] from, @Tensor({E}) int[] to, @Tensor({E}) int[] weight) {
    int[] order = new int[E];
    for (int i = 0; i < E; i++) {
      int j = i - 1;
      while (j >= 0 && weight[order[j]] > weight[i]) {
        order[j + 1] = order[j];
        j--;
      }
      order[j + 1] = i;
    }
    int[] parent = new int[V], rank = new int[V];
    for (int v = 0; v < V; v++) parent[v] = v;
    long total = 0;
    int taken = 0;
    for (int e : order) {
      if (taken == V - 1) break;
      if (!union(parent, rank, (from[e] & 0xff) % V, (to[e] & 0xff) % V)) continue;
      total += weight[e];
      taken++;
    }
    return total;
  }

  @Operator
  static int pageRank(@Tensor({V, V}) boolean[][] links, double damping, @Tensor({V}) double[] rank) {
    double[] next = new double[V];
    int[] out = new int[V];
    for (int u = 0; u < V; u++) {
      rank[u] = 1.0 / V;
      for (int v = 0; v < V; v++) if (links[u][v]) out[u]++;
    }
    for (int round = 1; round <= 30; round++) {
      double dangling = 0;
      for (int u = 0; u < V; u++) if (out[u] == 0) dangling += rank[u];
      for (int v = 0; v < V; v++) {
        double sum = dangling / V;
        for (int u = 0; u < V; u++) if (links[u][v]) sum += rank[u] / out[u];
        next[v] = (1 - damping) / V + damping * sum;
      }
      double change = 0;
      for (int v = 0; v < V; v++) {
        change += Math.abs(next[v] - rank[v]);
        rank[v] = next[v];
      }
      if (change < 1e-9) return round;
    }
    return -1;
  }

  @Operator
  static void dijkstra(@Tensor({V, V}) int[][] weight, int source, @Tensor({V}) int[] distance, @Tensor({V}) int[] previous) {
    boolean[] done = new boolean[V];
    for (int v = 0; v < V; v++) {
      distance[v] = Integer.MAX_VALUE;
      previous[v] = -1;
    }
    distance[Math.floorMod(source, V)] = 0;
    for (int n = 0; n < V; n++) {
      int u = -1;
      for (int v = 0; v < V; v++) if (!done[v] && (u < 0 || distance[v] < distance[u])) u = v;
      if (distance[u] == Integer.MAX_VALUE) return;
      done[u] = true;
      for (int v = 0; v < V; v++) {
        int w = weight[u][v];
        if (w <= 0 || done[v]) continue;
        int d = distance[u] + w;
        if (d >= 0 && d < distance[v]) {
          distance[v] = d;
          previous[v] = u;
        }
      }
    }
  }

  /** Shortest paths with a binary heap that knows where each vertex is. */
  @Operator
  static void dijkstraHeap(@Tensor({V, V}) byte[][] weight, @Tensor({V}) int[] distance) {
    int[] heap = new int[V];
    int[] place = new int[V];
    int size = V;
    for (int v = 0; v < V; v++) {
      heap[v] = v;
      place[v] = v;
      distance[v] = v == 0 ? 0 : INFINITE;
    }
    while (size > 0) {
      int u = heap[0];
      int moved = heap[--size];
      int at = 0;
      while (2 * at + 1 < size) {
        int child = 2 * at + 1;
        if (child + 1 < size && distance[heap[child + 1]] < distance[heap[child]]) child++;
        if (distance[heap[child]] >= distance[moved]) break;
        heap[at] = heap[child];
        place[heap[at]] = at;
        at = child;
      }
      heap[at] = moved;
      place[moved] = at;
      place[u] = -1;
      for (int v = 0; v < V; v++) {
        if (weight[u][v] <= 0 || place[v] < 0) continue;
        int d = distance[u] + weight[u][v];
        if (d >= distance[v]) continue;
        distance[v] = d;
        int p = place[v];
        while (p > 0 && distance[heap[(p - 1) / 2]] > d) {
          heap[p] = heap[(p - 1) / 2];
          place[heap[p]] = p;
          p = (p - 1) / 2;
        }
        heap[p] = v;
        place[v] = p;
      }
    }
  }

  /** The transitive closure, a row being the bits of a word. */
  @Operator
  static int closure(@Tensor({32}) int[] reach) {
    for (int k = 0; k < 32; k++) {
      for (int i = 0; i < 32; i++) {
        if ((reach[i] >>> k & 1) != 0) reach[i] |= reach[k];
      }
    }
    int pairs = 0;
    for (int row : reach) pairs += Integer.bitCount(row);
    return pairs;
  }

  /** Sparse matrix times vector; the rows' starts are made valid first. */
  @Operator
  static void csr(@Tensor({V + 1}) int[] starts, @Tensor({E}) int[] columns, @Tensor({E}) float[] values, @Tensor({V}) float[] x, @Tensor({V}) float[] y) {
    starts[0] = 0;
    starts[V] = E;
    for (int i = 1; i < V; i++) starts[i] = Math.max(starts[i - 1], Math.min(starts[i], E));
    for (int i = 0; i < V; i++) {
      float sum = 0;
      for (int p = starts[i]; p < starts[i + 1]; p++) sum += values[p] * x[columns[p] % V & 7];
      y[i] = sum;
    }
  }

  /** Greedy colouring, the used colours as bits. */
  @Operator
  static int colour(@Tensor({V, V}) boolean[][] edge, @Tensor({V}) int[] colours) {
    int most = 0;
    for (int v = 0; v < V; v++) {
      int used = 0;
      for (int u = 0; u < v; u++) if (edge[u][v] || edge[v][u]) used |= 1 << colours[u];
      int c = Integer.numberOfTrailingZeros(~used);
      colours[v] = c;
      most = Math.max(most, c + 1);
    }
    return most;
  }

  /** Does an Euler circuit exist? */
  @Operator
  static boolean euler(@Tensor({V, V}) boolean[][] edge) {
    for (int v = 0; v < V; v++) {
      int degree = 0;
      for (int u = 0; u < V; u++) degree += u != v && (edge[u][v] | edge[v][u]) ? 1 : 0;
      if (degree % 2 != 0) return false;
    }
    return true;
  }
}
