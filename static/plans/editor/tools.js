// The bar at the foot of the editor: undo, redo, find, the list of keys; and Ctrl+S.
import { form, say } from "./page.js";
import * as history from "./history.js";
import * as find from "./find.js";
import { everywhere } from "./keys.js";

function on(name, act) {
  const button = document.querySelector("[data-tool=" + name + "]");
  if (button) button.addEventListener("click", act);
  return button;
}

// Looking at the print in another tab leaves this form open for saving.
function keepOpen(event) {
  const button = event.target.closest("button[data-keep]");
  if (!button) return;
  setTimeout(function () {
    delete form.dataset.sent;
    form.querySelectorAll("button[aria-busy]").forEach(function (other) {
      other.removeAttribute("aria-busy");
      other.disabled = false;
    });
  }, 400);
}

export function start() {
  form.addEventListener("click", keepOpen);
  const help = document.querySelector("[data-keys]");
  const back = on("undo", history.undo), again = on("redo", history.redo);
  on("find", function () { find.open(false); });
  const showHelp = function () { if (help) help.showModal(); };
  on("keys", showHelp);
  if (help) help.querySelector("[data-keys-shut]").addEventListener("click", function () { help.close(); });
  history.onChange(function (mayUndo, mayRedo) {
    if (back) back.disabled = !mayUndo;
    if (again) again.disabled = !mayRedo;
  });
  if (back) back.disabled = true;
  if (again) again.disabled = true;
  document.querySelectorAll("[data-tool]").forEach(function (button) { button.hidden = false; });
  everywhere(function (event) {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "s") {
      history.close();
      form.dispatchEvent(new CustomEvent("save-now"));
      return true;
    }
    if (event.key === "F1" || (event.altKey && event.key === "/")) { showHelp(); return true; }
    return false;
  });
  window.addEventListener("offline", function () { say("Mất mạng: cứ gõ tiếp, nội dung được giữ trên máy này và tự lưu khi có mạng."); });
}
