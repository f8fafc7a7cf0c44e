// What can be done with sections, tasks and columns: each act changes a state and says what it did and where to go on.
import { levels, shifted, childOf } from "./outline.js";
import { newSection, newTask, DEFAULT_COLUMNS } from "./state.js";

const COLUMN_ORDER = ["no", "content", "agencies", "cooperating", "time", "result", "", "note"];
const COLUMN_NAMES = { no: "TT", agencies: "Cơ quan thực hiện", cooperating: "Cơ quan phối hợp", time: "Thời gian",
                       result: "Kết quả, sản phẩm", note: "Ghi chú" };

function ranksOf(state) { return levels(state.sections.map(function (section) { return section.numbering; })); }
function indexOf(state, key) { return state.sections.findIndex(function (section) { return section.key === key; }); }
function heading(key, start, end) { return { row: key, name: "section_heading", start: start, end: end }; }

export function endOf(ranks, index) {
  let end = index + 1;
  while (end < ranks.length && ranks[end] > ranks[index]) end += 1;
  return end;
}

function findTask(state, key) {
  for (const section of state.sections) {
    const place = section.tasks.findIndex(function (task) { return task.key === key; });
    if (place >= 0) return [section, place];
  }
  return [null, -1];
}

export function append(numbering) {
  return function (state) {
    const section = newSection(numbering);
    state.sections.push(section);
    return { sentence: "Đã thêm một mục ở cuối.", focus: heading(section.key) };
  };
}

export function add(key, below) {
  return function (state) {
    const index = indexOf(state, key), own = state.sections[index];
    const section = newSection(below ? childOf(own.numbering) : own.numbering);
    state.sections.splice(endOf(ranksOf(state), index), 0, section);
    return { sentence: "Đã thêm một mục mới.", focus: heading(section.key) };
  };
}

// Enter inside a heading: what stands behind the cursor becomes the next section, with all that stood below it.
export function split(key, at) {
  return function (state) {
    const index = indexOf(state, key), own = state.sections[index];
    const section = newSection(own.numbering);
    section.heading = own.heading.slice(at).trim();
    own.heading = own.heading.slice(0, at).trim();
    for (const name of ["body", "after", "columns", "tasks", "restart"]) {
      const empty = newSection("roman")[name];
      section[name] = own[name];
      own[name] = empty;
    }
    state.sections.splice(index + 1, 0, section);
    return { sentence: "Đã tách thành hai mục.", focus: heading(section.key, 0) };
  };
}

export function remove(key) {
  return function (state) {
    const index = indexOf(state, key), own = state.sections[index];
    const end = endOf(ranksOf(state), index), before = state.sections[index - 1];
    state.sections.splice(index, end - index);
    const name = own.heading ? "“" + own.heading.slice(0, 60) + "”" : "chưa có tiêu đề";
    const next = before || state.sections[0];
    return {
      sentence: "Đã bỏ mục " + name + (end - index > 1 ? " cùng " + (end - index - 1) + " mục con" : "") + ".",
      focus: next ? heading(next.key) : { row: "", name: "opening" },
    };
  };
}

export function move(key, down, focus) {
  return function (state) {
    const ranks = ranksOf(state), index = indexOf(state, key), end = endOf(ranks, index), level = ranks[index];
    let to;
    if (!down) {
      to = index - 1;
      while (to >= 0 && ranks[to] > level) to -= 1;
      if (to < 0 || ranks[to] < level) return { refused: "Mục này đã ở đầu phần của nó." };
    } else {
      if (end >= ranks.length || ranks[end] < level) return { refused: "Mục này đã ở cuối phần của nó." };
      to = endOf(ranks, end) - (end - index);
    }
    state.sections.splice(to, 0, ...state.sections.splice(index, end - index));
    return { sentence: down ? "Đã chuyển mục xuống." : "Đã chuyển mục lên.", focus: focus || heading(key) };
  };
}

// Put a section and all below it before another one; `before` null means the end.
export function moveTo(key, before) {
  return function (state) {
    const index = indexOf(state, key), end = endOf(ranksOf(state), index);
    const block = state.sections.splice(index, end - index);
    const to = before === null ? state.sections.length : indexOf(state, before);
    if (to < 0 || to === index) return { refused: "Mục vẫn ở chỗ cũ." };
    state.sections.splice(to, 0, ...block);
    return { sentence: "Đã chuyển mục “" + block[0].heading.slice(0, 60) + "”.", focus: heading(key) };
  };
}

export function shift(key, down, focus) {
  return function (state) {
    const index = indexOf(state, key), end = endOf(ranksOf(state), index);
    const present = new Set(state.sections.map(function (section) { return section.numbering; }));
    const block = state.sections.slice(index, end);
    const kinds = block.map(function (section) { return shifted(section.numbering, present, down); });
    if (kinds.includes(null)) {
      return { refused: down ? "Mục này, hoặc mục con của nó, đã ở cấp sâu nhất." : "Mục này đã ở cấp cao nhất." };
    }
    block.forEach(function (section, place) { section.numbering = kinds[place]; });
    return { sentence: down ? "Đã đưa mục xuống một cấp." : "Đã đưa mục lên một cấp.", focus: focus || heading(key) };
  };
}

export function renumber(key, numbering) {
  return function (state) {
    state.sections[indexOf(state, key)].numbering = numbering;
    return { sentence: "Đã đổi kiểu đánh số." };
  };
}

export function table(key) {
  return function (state) {
    const section = state.sections[indexOf(state, key)];
    if (!section.columns.length) section.columns = DEFAULT_COLUMNS.map(function (column) { return column.slice(); });
    const task = newTask();
    section.tasks.push(task);
    return { sentence: "Đã thêm bảng nhiệm vụ.", focus: { row: task.key, name: "task_content" } };
  };
}

// A new task at the end of the section's table, or right below the task that is named.
export function addTask(sectionKey, taskKey) {
  return function (state) {
    let section = state.sections[indexOf(state, sectionKey)], place = -1;
    if (taskKey) [section, place] = findTask(state, taskKey);
    if (place < 0) place = section.tasks.length - 1;
    const task = newTask(section.tasks[place]);
    section.tasks.splice(place + 1, 0, task);
    return { sentence: "Đã thêm một nhiệm vụ.", focus: { row: task.key, name: "task_content" } };
  };
}

export function removeTask(key) {
  return function (state) {
    const [section, place] = findTask(state, key);
    const gone = section.tasks.splice(place, 1)[0];
    const next = section.tasks[place] || section.tasks[place - 1];
    return {
      sentence: gone.content ? "Đã bỏ nhiệm vụ “" + gone.content.slice(0, 60) + "”." : "Đã bỏ một nhiệm vụ trống.",
      focus: next ? { row: next.key, name: "task_content" } : { row: section.key, name: "section_body" },
    };
  };
}

// A task that crosses into another quarter belongs to it from now on.
function adopt(task, neighbour) {
  if (neighbour) { task.quarter = neighbour.quarter; task.group = neighbour.group; }
}

export function moveTask(key, down, focus) {
  return function (state) {
    const [section, place] = findTask(state, key);
    const other = place + (down ? 1 : -1), tasks = section.tasks;
    if (!tasks[other]) return { refused: "Nhiệm vụ này đã ở đầu hoặc cuối bảng." };
    const neighbour = tasks[other];
    tasks.splice(other, 0, tasks.splice(place, 1)[0]);
    adopt(tasks[other], neighbour);
    return { sentence: "Đã chuyển nhiệm vụ.", focus: focus || { row: key, name: "task_content" } };
  };
}

// Put a task before another one, maybe in another table; `before` null means the end of the section's table.
export function moveTaskTo(key, sectionKey, before) {
  return function (state) {
    const [from, place] = findTask(state, key);
    const to = state.sections[indexOf(state, sectionKey)];
    const task = from.tasks.splice(place, 1)[0];
    let at = before === null ? to.tasks.length : to.tasks.findIndex(function (one) { return one.key === before; });
    if (at < 0 || (from === to && at === place)) return { refused: "Nhiệm vụ vẫn ở chỗ cũ." };
    adopt(task, to.tasks[at - 1] && (!to.tasks[at] || from !== to || at > place) ? to.tasks[at - 1] : to.tasks[at]);
    to.tasks.splice(at, 0, task);
    return { sentence: "Đã chuyển nhiệm vụ “" + task.content.slice(0, 60) + "”.", focus: { row: key, name: "task_content" } };
  };
}

function columnPlace(key) {
  const place = COLUMN_ORDER.indexOf(key);
  return place < 0 ? COLUMN_ORDER.indexOf("") : place;
}

export function addColumn(key, column) {
  return function (state) {
    const section = state.sections[indexOf(state, key)];
    if (!section.columns.length) section.columns = DEFAULT_COLUMNS.map(function (one) { return one.slice(); });
    let name = COLUMN_NAMES[column];
    if (!name) {
      const used = new Set(section.columns.map(function (one) { return one[0]; }));
      for (const task of section.tasks) for (const one of Object.keys(task.extra)) used.add(one);
      let number = 1;
      while (used.has("extra" + number)) number += 1;
      column = "extra" + number;
      name = "Cột mới";
    }
    const later = section.columns.findIndex(function (one) { return columnPlace(one[0]) > columnPlace(column); });
    section.columns.splice(later < 0 ? section.columns.length : later, 0, [column, name]);
    return { sentence: "Đã thêm cột “" + name + "”." };
  };
}

export function removeColumn(key, column) {
  return function (state) {
    const section = state.sections[indexOf(state, key)];
    if (!section.columns.length) section.columns = DEFAULT_COLUMNS.map(function (one) { return one.slice(); });
    section.columns = section.columns.filter(function (one) { return one[0] !== column; });
    return { sentence: "Đã bỏ một cột của bảng; chữ đã gõ trong cột được giữ lại nếu thêm cột đó lần nữa." };
  };
}

export function renameColumn(key, column, name, was) {
  return function (state) {
    const section = state.sections[indexOf(state, key)];
    if (!section.columns.length) section.columns = DEFAULT_COLUMNS.map(function (one) { return one.slice(); });
    for (const one of section.columns) if (one[0] === column) one[1] = name;
    return { sentence: "Đã đổi tên cột “" + was + "” thành “" + name + "”." };
  };
}
