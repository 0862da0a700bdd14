// How tiles cover the outputs of a product.

// A tile works on rows and columns from these on.
typedef void Tile(const void *work, size_t row, size_t column);

// A table of tiles has a row for each number of rows and a column for each power of two of units, null where there is no
// such tile.
#define POWERS 5
#define UNITS(N, V) (N * LANES_OF(V) / UNIT)
#define POWER(N, V) \
  (UNITS(N, V) == 16 ? 4 : UNITS(N, V) == 8 ? 3 : UNITS(N, V) == 4 ? 2 : UNITS(N, V) == 2 ? 1 : 0)
typedef Tile *const Tiles[NARROW_ROWS + 1][POWERS];

// The largest power of two of units that a tile of a table's row has, and that is not above `left`.
INLINE size_t widest(Tile *const *row, size_t left) {
  size_t power = POWERS - 1;
  while (!row[power] || (size_t)1 << power > left) power--;
  return power;
}

// Rows of the first `split.larger` tiles are split.rows + 1, of the others split.rows: as even as can be, so that no
// tile is left with a row or two.
typedef struct {
  size_t tiles, rows, larger;
} Split;

INLINE Split split_rows(size_t rows, size_t most) {
  const size_t tiles = (rows + most - 1) / most;
  return (Split){tiles, rows / tiles, rows % tiles};
}

// Covers `rows` rows of `columns` columns with tiles: some units over all rows, then the next.
INLINE void run_tiles(Tiles tiles, const void *work, size_t rows, size_t columns) {
  if (rows == 0) return;
  const size_t count = (columns + UNIT - 1) / UNIT;
  for (size_t unit = 0, step; unit < count; unit += step) {
    const Split split = split_rows(rows, count - unit < PANEL / UNIT ? NARROW_ROWS : MAX_ROWS);
    step = (size_t)1 << widest(tiles[split.rows + (split.larger > 0)], count - unit);
    size_t row = 0;
    for (size_t more = 2; more-- > 0;) {
      const size_t height = split.rows + more, end = more ? split.larger * height : rows;
      if (row == end) continue;
      // The smaller tiles may be wider than the larger ones, but not than these units.
      const size_t power = widest(tiles[height], step);
      Tile *const tile = tiles[height][power];
      for (; row < end; row += height)
        for (size_t u = 0; u < step; u += (size_t)1 << power) tile(work, row, (unit + u) * UNIT);
    }
  }
}

INLINE size_t panels_for(size_t columns) { return (columns + PANEL - 1) / PANEL; }
