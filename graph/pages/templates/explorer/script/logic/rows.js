// Entries that follow each other in rows, as a legend under a drawing.

/**
 * @param {number[]} widths  of the entries
 * @param {number} room  the width of a row
 * @param {number} gap  between two entries
 * @returns {[x: number, row: number][]} where each begins, in which row; one that is wider than a row has its own
 */
export const inRows = (widths, room, gap) => {
  let x = 0, row = 0;
  return widths.map((width) => {
    if (x > 0 && x + width > room) [x, row] = [0, row + 1];
    const at = x;
    x += width + gap;
    return [at, row];
  });
};
