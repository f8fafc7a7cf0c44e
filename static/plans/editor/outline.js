// Levels and numbers of sections and tasks while they are being written; the server's `outline` has the last word.
const RANKS = { part: 0, capital: 0, roman: 1, arabic: 2, decimal: 3, letter: 3 };
const POINTS = "abcdđeghiklmnopqrstuvxy";
const ORDINALS = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];
const ROMAN = [[10, "X"], [9, "IX"], [5, "V"], [4, "IV"], [1, "I"]];

function roman(value) {
  let text = "";
  for (const [size, sign] of ROMAN) while (value >= size) { text += sign; value -= size; }
  return text;
}

function numberOf(kind, place, above) {
  if (kind === "roman") return roman(place);
  if (kind === "capital") return "ABCDEGHIKLMN"[(place - 1) % 12];
  if (kind === "part") return place <= 10 ? "Phần thứ " + ORDINALS[place - 1] : "Phần " + place;
  if (kind === "letter") return POINTS[(place - 1) % POINTS.length];
  if (kind === "decimal") return above ? above + "." + place : String(place);
  return kind === "arabic" ? String(place) : "";
}

function levelOf(kind, present) {
  const kinds = new Set(present).add(kind);
  const ranks = Array.from(kinds).map(function (one) { return RANKS[one] || 0; }).filter(Boolean);
  const shift = (ranks.length ? Math.min(...ranks) : 1) - 1;
  let rank = kind in RANKS ? RANKS[kind] : 1;
  if (kind === "letter" && kinds.has("decimal")) rank = 4;
  return rank ? Math.max(rank - shift, 1) : 0;
}

export function levels(kinds) {
  const found = [];
  let start = 0;
  const ends = [];
  kinds.forEach(function (kind, index) { if (kind === "annex") ends.push(index); });
  for (const end of [...ends, kinds.length]) {
    const part = kinds.slice(start, end);
    const annexed = part[0] === "annex";
    for (const kind of part) found.push(kind === "annex" ? 1 : levelOf(kind, part) + (annexed ? 1 : 0));
    start = end;
  }
  return found;
}

export function numbers(kinds, ranks) {
  const counts = new Map(), above = new Map(), found = [];
  const annexes = kinds.filter(function (kind) { return kind === "annex"; }).length;
  kinds.forEach(function (kind, index) {
    const level = ranks[index];
    for (const deeper of Array.from(counts.keys())) if (deeper > level) counts.delete(deeper);
    if (!counts.has(level)) counts.set(level, new Map());
    const here = counts.get(level);
    here.set(kind, (here.get(kind) || 0) + 1);
    const higher = Array.from(above.keys()).filter(function (key) { return key < level; });
    const parent = higher.length ? above.get(Math.max(...higher)) : "";
    const number = kind === "annex"
      ? (annexes > 1 ? "Phụ lục " + roman(here.get(kind)) : "Phụ lục")
      : numberOf(kind, here.get(kind), parent);
    above.set(level, number);
    found.push(number);
  });
  return found;
}

export function taskNumbers(tasks, restart) {
  let count = 0, before = null;
  return tasks.map(function (task) {
    const key = task.group + "\n" + task.quarter;
    count = restart && before !== null && key !== before ? 1 : count + 1;
    before = key;
    return task.label || String(count);
  });
}

// The kind of numbering one level deeper or higher; null where there is none.
export function shifted(kind, present, down) {
  const top = ["part", "capital"].filter(function (one) { return present.has(one); }).slice(0, 1);
  const ladder = [...top, "roman", "arabic", ...(present.has("decimal") ? ["decimal"] : []), "letter"];
  const place = ladder.indexOf(kind);
  if (place < 0) return kind === "plain" ? kind : null;
  return ladder[place + (down ? 1 : -1)] || null;
}

export function childOf(kind) {
  return { part: "roman", capital: "roman", roman: "arabic", annex: "roman" }[kind] || "letter";
}
