// Which rows of a long list are drawn. Rows have one height, so this is a division and nothing more.

/** Rows drawn above and below what is visible, so that a quick scroll does not show white. */
const SPARE = 8;

/** Never more than this many rows in the page, however tall the window. */
export const DRAWN_MAX = 100;

/** Rows `from` up to, not including, `to`. */
export interface Range {
  from: number;
  to: number;
}

/** The rows to draw for a list scrolled by `top` in a view of `height`, both in pixels. */
export function visible(top: number, height: number, rowHeight: number, total: number): Range {
  if (rowHeight <= 0 || total <= 0) return { from: 0, to: 0 };
  const first = Math.min(Math.floor(Math.max(0, top) / rowHeight), total - 1);
  const from = Math.max(0, first - SPARE);
  const wanted = first + Math.ceil(height / rowHeight) + 1 + SPARE;
  return { from, to: Math.min(total, wanted, from + DRAWN_MAX) };
}

/** Where the list must be scrolled to, so that a row is whole in view; the present place if it is already. */
export function reveal(row: number, top: number, height: number, rowHeight: number): number {
  const start = row * rowHeight;
  if (start < top) return start;
  return Math.max(top, start + rowHeight - height);
}

/** The row a key moves to, or none if the key does not move. */
export function moved(key: string, row: number, page: number, total: number): number | undefined {
  const steps: Record<string, number> = {
    ArrowDown: row + 1,
    ArrowUp: row - 1,
    PageDown: row + page,
    PageUp: row - page,
    Home: 0,
    End: total - 1,
  };
  const next = steps[key];
  return next === undefined ? undefined : Math.max(0, Math.min(total - 1, next));
}
