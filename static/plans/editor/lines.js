// Three texts line by line: what two people made of one text, put together again.

// For each line of `base` the line of `other` that it became, -1 where it is gone.
function pairs(base, other) {
  const result = new Array(base.length).fill(-1);
  let start = 0, end = 0;
  while (start < base.length && start < other.length && base[start] === other[start]) { result[start] = start; start += 1; }
  while (end < base.length - start && end < other.length - start
         && base[base.length - 1 - end] === other[other.length - 1 - end]) {
    result[base.length - 1 - end] = other.length - 1 - end;
    end += 1;
  }
  const rows = base.length - start - end, columns = other.length - start - end;
  const best = Array.from({ length: rows + 1 }, function () { return new Uint16Array(columns + 1); });
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      best[row][column] = base[start + row] === other[start + column] ? best[row + 1][column + 1] + 1
        : Math.max(best[row + 1][column], best[row][column + 1]);
    }
  }
  for (let row = 0, column = 0; row < rows && column < columns;) {
    if (base[start + row] === other[start + column]) { result[start + row] = start + column; row += 1; column += 1; }
    else if (best[row + 1][column] >= best[row][column + 1]) row += 1;
    else column += 1;
  }
  return result;
}

function same(one, other) { return one.length === other.length && one.every(function (line, index) { return line === other[index]; }); }

// What a stretch became that begins and ends with lines nobody touched; null when both changed it otherwise.
function settle(was, mine, theirs) {
  if (same(was, mine) || same(mine, theirs)) return theirs;
  if (same(was, theirs)) return mine;
  if (was.length) {  // one of them only added before or behind what the other one changed
    for (const [added, changed] of [[mine, theirs], [theirs, mine]]) {
      const extra = added.length - was.length;
      if (extra > 0 && same(added.slice(0, was.length), was)) return [...changed, ...added.slice(was.length)];
      if (extra > 0 && same(added.slice(extra), was)) return [...added.slice(0, extra), ...changed];
    }
  }
  if (was.length < 2 || was.length !== mine.length || was.length !== theirs.length) return null;
  const result = was.map(function (line, index) { return settle([line], [mine[index]], [theirs[index]]); });
  return result.includes(null) ? null : result.flat();
}

// Returns {text, clash}: `text` holds the changes of both; where both changed one place it holds mine, then theirs.
export function mergeLines(base, mine, theirs) {
  const was = base.split("\n"), own = mine.split("\n"), other = theirs.split("\n");
  if (was.length * Math.max(own.length, other.length) > 1e6) return { text: mine + "\n" + theirs, clash: true };
  const toOwn = pairs(was, own), toOther = pairs(was, other), result = [];
  let clash = false, from = 0, fromOwn = 0, fromOther = 0;
  for (let line = 0; line <= was.length; line += 1) {
    const last = line === was.length;
    if (!last && (toOwn[line] < 0 || toOther[line] < 0)) continue;
    const endOwn = last ? own.length : toOwn[line], endOther = last ? other.length : toOther[line];
    const mineHere = own.slice(fromOwn, endOwn), theirsHere = other.slice(fromOther, endOther);
    const settled = settle(was.slice(from, line), mineHere, theirsHere);
    if (!settled) clash = true;
    result.push(...(settled || [...mineHere, ...theirsHere]));
    if (!last) result.push(was[line]);
    from = line + 1; fromOwn = endOwn + 1; fromOther = endOther + 1;
  }
  return { text: result.join("\n"), clash: clash };
}
