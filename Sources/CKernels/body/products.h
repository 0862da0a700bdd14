// Products of rows with packed weights. A panel holds 16 columns: the start of the chain (bias or 0), then one line of
// 16 weights for each term. Columns of all groups are numbered through; only the last panel is padded.

static size_t panel_size(size_t groups, size_t width, size_t terms) {
  return panels_for(groups * width) * PANEL * (1 + terms);
}

static void pack(
    float *panels, size_t groups, size_t width, const float *bias, const struct ckernels_weights *weights,
    size_t weight_count) {
  const size_t columns = groups * width;
  float *line = panels;
  for (size_t first = 0; first < columns; first += PANEL) {
    const size_t filled = columns - first < PANEL ? columns - first : PANEL;
    for (size_t j = 0; j < PANEL; j++) line[j] = bias && j < filled ? bias[first + j] : 0;
    line += PANEL;
    for (size_t w = 0; w < weight_count; w++) {
      const struct ckernels_weights from = weights[w];
      for (size_t k = 0; k < from.count; k++, line += PANEL) {
        const float *source = from.values + k * from.term_stride + first * from.column_stride;
        if (filled == PANEL && from.column_stride == 1) {
          for (size_t v = 0; v < PANEL; v += LANES) put(line + v, get(source + v, LANES), LANES);
        } else {
          for (size_t j = 0; j < PANEL; j++) line[j] = j < filled ? source[j * from.column_stride] : 0;
        }
      }
    }
  }
}

typedef struct {
  const float *panels;
  size_t panel_step, columns, width;
  size_t first;  // the term that the segments begin with; past 0, chains go on from what the outputs hold
  const struct ckernels_segment *segments;
  size_t segment_count;
  float *const *outputs;
  size_t output_stride;
} Product;

// Copies a tile's lines between `edge`, where one follows the other, and the outputs. A line may end in the padding, and
// where groups are narrow it may hold columns of several.
static void pass_edge(
    const Product *product, size_t row, size_t column, size_t rows, size_t line, float *edge, int is_out) {
  const size_t width = product->width, stride = product->output_stride;
  const size_t end = column + line < product->columns ? column + line : product->columns;
  size_t group = column / width, inside = column % width;
  if (!is_out)  // the padding too has to hold numbers
    for (size_t e = 0; e < rows * line; e++) edge[e] = 0;
  for (size_t length; column < end; column += length, edge += length, group++, inside = 0) {
    length = width - inside < end - column ? width - inside : end - column;
    float *here = product->outputs[group] + row * stride + inside;
    if (is_out) copy_lines(edge, line, here, stride, length, rows);
    else copy_lines(here, stride, edge, line, length, rows);
  }
}

// How a tile's vectors meet the outputs: as they are, in halves, or through `edge`.
typedef enum { WHOLE, HALVES, EDGE } Way;

// Finds the outputs' places for the halves of a tile's vectors in its first row; null for a half in the padding.
INLINE Way find_places(
    const Product *product, size_t row, size_t column, size_t vectors, size_t half, float **places) {
  const size_t width = product->width;
  size_t group = column / width, inside = column % width;
  Way way = WHOLE;
  for (size_t h = 0; h < 2 * vectors; h++, column += half, inside += half) {
    while (inside >= width) inside -= width, group++;
    if (column >= product->columns) places[h] = NULL;
    else if (inside + half > width) return EDGE;
    else places[h] = product->outputs[group] + row * product->output_stride + inside;
    if (h % 2 == 1 && places[h] != places[h - 1] + half) way = HALVES;
  }
  return way;
}

// The halves of a vector of `size` bytes from and to their places, `at` values on.
INLINE void get_halves(void *vector, size_t size, float *const *places, size_t at) {
  char *halves = __builtin_memset(vector, 0, size);
  for (size_t h = 0; h < 2; h++)
    if (places[h]) __builtin_memcpy(halves + h * size / 2, places[h] + at, size / 2);
}
INLINE void put_halves(const void *vector, size_t size, float *const *places, size_t at) {
  const char *halves = vector;
  for (size_t h = 0; h < 2; h++)
    if (places[h]) __builtin_memcpy(places[h] + at, halves + h * size / 2, size / 2);
}

#define TILE(R, N, V)                                                                                    \
  static void product_tile_##R##_##N##V(const void *work, size_t row, size_t column) {                   \
    const Product product = *(const Product *)work; /* stores through the outputs cannot change it */    \
    const size_t panel_step = product.panel_step, lanes = LANES_OF(V);                                   \
    const float *right = product.panels + column_place(column, panel_step);                              \
    float edge[R * N * LANES_OF(V)], *out[2 * N];                                                        \
    size_t out_step = product.output_stride;                                                             \
    const Way way = find_places(&product, row, column, N, lanes / 2, out);                               \
    if (way == EDGE) {                                                                                   \
      for (int v = 0; v < N; v++) out[2 * v] = edge + v * lanes;                                         \
      out_step = N * lanes;                                                                              \
    }                                                                                                    \
    V sums[R][N];                                                                                        \
    if (product.first == 0) {                                                                            \
      EACH_VECTOR(R, N, sums[r][v] = *(const V##Memory *)(right + column_place(v * lanes, panel_step));) \
    } else if (way == HALVES) {                                                                          \
      EACH_VECTOR(R, N, get_halves(&sums[r][v], sizeof(V), out + 2 * v, r * out_step);)                  \
    } else {                                                                                             \
      if (way == EDGE) pass_edge(&product, row, column, R, N * lanes, edge, 0);                          \
      EACH_VECTOR(R, N, sums[r][v] = *(const V##Memory *)(out[2 * v] + r * out_step);)                   \
    }                                                                                                    \
    right += (1 + product.first) * PANEL;                                                                \
    for (size_t s = 0; s < product.segment_count; s++) {                                                 \
      const struct ckernels_segment segment = product.segments[s];                                       \
      const float *left = segment.values + row * segment.stride;                                         \
      ACCUMULATE(R, N, V, sums, left, segment.stride, 1, right, panel_step, segment.count);              \
      right += segment.count * PANEL;                                                                    \
    }                                                                                                    \
    if (way == HALVES) {                                                                                 \
      EACH_VECTOR(R, N, put_halves(&sums[r][v], sizeof(V), out + 2 * v, r * out_step);)                  \
    } else {                                                                                             \
      EACH_VECTOR(R, N, *(V##Memory *)(out[2 * v] + r * out_step) = sums[r][v];)                         \
      if (way == EDGE) pass_edge(&product, row, column, R, N * lanes, edge, 1);                          \
    }                                                                                                    \
  }
FOR_EACH_TILE(TILE)
#undef TILE

#define ENTRY(R, N, V) [R][POWER(N, V)] = product_tile_##R##_##N##V,
static Tiles product_tiles = {FOR_EACH_TILE(ENTRY)};
#undef ENTRY

static void product_from(
    const float *panels, size_t groups, size_t width, size_t terms, size_t first,
    const struct ckernels_segment *segments, size_t segment_count, float *const *outputs, size_t output_stride,
    size_t rows) {
  const Product product = {panels,   PANEL * (1 + terms), groups * width, width,        first,
                           segments, segment_count,       outputs,        output_stride};
  run_tiles(product_tiles, &product, rows, groups * width);
}

static void product(
    const float *panels, size_t groups, size_t width, const struct ckernels_segment *segments, size_t segment_count,
    float *const *outputs, size_t output_stride, size_t rows) {
  size_t terms = 0;
  for (size_t s = 0; s < segment_count; s++) terms += segments[s].count;
  product_from(panels, groups, width, terms, 0, segments, segment_count, outputs, output_stride, rows);
}
