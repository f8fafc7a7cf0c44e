// Where two people changed the same place: both texts are shown, nothing is saved until one has chosen.
import { form, fieldAt, reveal, make, button, say, rowOf } from "./page.js";
import { commit, edit } from "./history.js";
import { newKey } from "./state.js";
import { mergeLines } from "./lines.js";
import { tidy } from "./merge.js";

const NAMES = {
  subject: "Trích yếu", year: "Năm của kế hoạch", place: "Địa danh", opening: "Phần mở đầu và căn cứ", closing: "Lời kết",
  recipients: "Nơi nhận", signer_authority: "Quyền hạn ký", signer_title: "Chức vụ người ký", signer_name: "Họ tên người ký",
  heading: "Tiêu đề", body: "Nội dung", after: "Nội dung sau bảng", numbering: "Kiểu đánh số", columns: "Các cột của bảng",
  content: "Nội dung nhiệm vụ", agencies: "Cơ quan thực hiện", cooperating: "Cơ quan phối hợp", time: "Thời gian",
  quarter: "Quý", due: "Thời hạn", group: "Dòng nhóm", number_text: "Số, ký hiệu đã có", issued_on: "Ngày ban hành đã có",
};
let box = null, open = 0;

function placeOf(clash) {
  if (!clash.row) return { row: "", name: clash.name };
  const row = rowOf(clash.row), section = row && row.hasAttribute("data-section");
  return { row: clash.row, name: clash.name.startsWith("extra:") ? clash.name : (section ? "section_" : "task_") + clash.name };
}

function shown(label, text) {
  const part = make("div", "plan-clash-text");
  part.append(make("strong", "", label));
  const area = document.createElement("textarea");
  area.className = "form-control";
  area.readOnly = true;
  area.rows = Math.min(8, Math.max(2, String(text).split("\n").length + 1));
  area.value = text;
  area.setAttribute("aria-label", label);
  part.append(area);
  return part;
}

function settle(item, sentence) {
  item.remove();
  open -= 1;
  if (open > 0) return;
  box.remove();
  box = null;
  form.autosave.pause("");
  say(sentence || "Đã chọn xong; kế hoạch được lưu tiếp.");
}

function put(place, value) {
  const field = fieldAt(place);
  if (!field) return;
  if (field.tagName === "TEXTAREA" || field.tagName === "INPUT") edit(field, value);
  else { field.value = value; }
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

function clashItem(clash, who) {
  const item = make("li", "plan-clash");
  const place = placeOf(clash);
  const name = (NAMES[clash.name] || "Ô của bảng") + (clash.label ? " · " + clash.label.slice(0, 60) : "");
  const jump = button(name, function () { const field = fieldAt(place); if (field) reveal(field); });
  jump.className = "btn btn-link plan-clash-name";
  item.append(jump);
  const pair = make("div", "plan-clash-pair");
  pair.append(shown("Của bạn", clash.mine), shown("Của " + who, clash.theirs));
  const buttons = make("div", "plan-buttons");
  buttons.append(button("Giữ của tôi", function () { settle(item); }));
  buttons.append(button("Lấy của đồng nghiệp", function () { put(place, clash.theirs); settle(item); }));
  const field = fieldAt(place);
  if (field && field.tagName === "TEXTAREA" && clash.mine && clash.theirs) {
    buttons.append(button("Giữ cả hai", function () {
      put(place, mergeLines(clash.was, tidy(field.value), tidy(clash.theirs)).text);  // who went on typing loses nothing
      settle(item);
    }));
  }
  item.append(pair, buttons);
  return item;
}

function texts(row) {
  if (row.task) return [row.task.content, row.task.agencies, row.task.cooperating, row.task.time].filter(Boolean).join("\n");
  const own = row.section;
  return [own.heading, own.body, ...own.tasks.map(function (task) { return task.content; }), own.after].filter(Boolean).join("\n");
}

function goneItem(row, who) {
  const item = make("li", "plan-clash");
  item.append(make("p", "", (row.task ? "Nhiệm vụ" : "Mục") + " này đã bị " + who + " bỏ, nhưng bạn đã sửa:"));
  item.append(shown("Nội dung đã gõ, chưa có chỗ", texts(row)));
  const buttons = make("div", "plan-buttons");
  buttons.append(button(row.task ? "Đưa nhiệm vụ trở lại" : "Đưa mục trở lại", function () {
    commit(function (state) {
      const again = Object.assign({}, row.task || row.section, { key: newKey() });
      if (row.task) {
        const home = state.sections.find(function (section) { return section.uid === row.section.uid; }) || state.sections[state.sections.length - 1];
        home.tasks.push(Object.assign(again, { id: "" }));
      } else {
        again.uid = again.key;
        again.tasks = again.tasks.map(function (task) { return Object.assign({}, task, { key: newKey(), id: "" }); });
        state.sections.push(again);
      }
      return { sentence: "Đã đưa trở lại ở cuối.", focus: { row: again.key, name: row.task ? "task_content" : "section_heading" } };
    });
    settle(item, "Đã đưa trở lại.");
  }));
  buttons.append(button("Bỏ đi", function () { settle(item); }));
  item.append(buttons);
  return item;
}

// Show what `merge` could not settle, and keep the `copy` of mine until it is; true when there is anything.
export function show(result, who, when, copy) {
  if (box) box.remove();
  open = result.clashes.length + result.gone.length;
  if (!open) { box = null; return false; }
  box = make("section", "plan-clashes");
  box.setAttribute("role", "alert");
  const title = make("h2", "", "Hai người cùng sửa " + open + " chỗ");
  title.tabIndex = -1;
  box.append(title);
  box.append(make("p", "", who + (when ? " đã lưu lúc " + when : " đã lưu trước") + ". Những chỗ chỉ một người sửa đã được ghép. "
    + "Ở các chỗ dưới đây hãy chọn giữ phần nào; kế hoạch tạm chưa lưu, nội dung của bạn được giữ trên máy này."));
  const list = make("ol", "plan-clash-list");
  for (const clash of result.clashes) list.append(clashItem(clash, who));
  for (const row of result.gone) list.append(goneItem(row, who));
  box.append(list);
  form.before(box);
  form.autosave.pause("Chờ bạn chọn " + open + " chỗ hai người cùng sửa.", copy);
  title.focus();
  return true;
}
