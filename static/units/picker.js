// Units chosen from the tree: a select with many choices becomes chips and a box to type in. Without this script the
// select itself works. The tree stands in the select's own options, or once in the page (data-tree).
(function () {
  "use strict";
  let count = 0;

  // The same words as the server's `fold`: no marks, no case, đ is d.
  function fold(text) {
    return text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "")
      .replace(/[^a-z0-9]+/g, " ").trim();
  }

  function element(tag, properties, parent) {
    const made = Object.assign(document.createElement(tag), properties);
    if (parent) parent.append(made);
    return made;
  }

  function unitsOf(select, treeId) {
    const tree = treeId && document.getElementById(treeId);
    const options = tree ? tree.content.querySelectorAll("option") : select.options;
    return Array.from(options, function (option) {
      const data = option.dataset;
      return {
        id: option.value, parent: data.parent, depth: Math.min(Number(data.depth), 4), name: data.name,
        short: data.short, words: data.words
      };
    });
  }

  class Picker {
    constructor(root) {
      this.root = root;
      this.select = root.querySelector("select");
      this.label = document.querySelector("label[for='" + this.select.id + "']");
      this.open = false;
      this.at = -1;
      this.shown = [];
      this.build();
      this.drawChips();
    }

    get units() {
      if (!this.read) this.read = unitsOf(this.select, this.root.dataset.tree);
      return this.read;
    }

    build() {
      const id = "chon-don-vi-" + (count += 1);
      this.root.classList.add("unit-picker-on");
      this.chips = element("ul", { className: "unit-picker-chips" });
      this.input = element("input", {
        className: "form-control", type: "text", autocomplete: "off", id: this.select.id + "-go",
        placeholder: "Gõ tên đơn vị", role: "combobox"
      });
      this.list = element("ul", { className: "unit-picker-list", id: id, role: "listbox", hidden: true });
      this.said = element("p", { className: "visually-hidden" });
      this.said.setAttribute("aria-live", "polite");
      this.list.setAttribute("aria-multiselectable", "true");
      this.input.setAttribute("aria-expanded", "false");
      this.input.setAttribute("aria-controls", id);
      this.input.setAttribute("aria-autocomplete", "list");
      const name = this.label ? this.label.textContent.trim() : "Đơn vị";
      this.chips.setAttribute("aria-label", name + " đã chọn");
      this.list.setAttribute("aria-label", name);
      if (this.label) this.label.htmlFor = this.input.id;
      this.root.append(this.chips, this.input, this.list, this.said);
      this.input.addEventListener("input", this.show.bind(this));
      this.input.addEventListener("click", this.show.bind(this));
      this.input.addEventListener("keydown", this.onKey.bind(this));
      this.list.addEventListener("mousedown", function (event) { event.preventDefault(); });
      this.list.addEventListener("click", this.onClick.bind(this));
      this.root.addEventListener("focusout", this.onLeave.bind(this));
    }

    optionOf(id) {
      return Array.from(this.select.options).find(function (option) { return option.value === id; });
    }

    has(id) {
      const option = this.optionOf(id);
      return Boolean(option && option.selected);
    }

    put(unit, chosen) {
      let option = this.optionOf(unit.id);
      if (!option) {
        option = element("option", { value: unit.id, textContent: unit.name }, this.select);
        Object.assign(option.dataset, { name: unit.name, short: unit.short });
      }
      option.selected = chosen;
    }

    changed(sentence) {
      this.drawChips();
      this.said.textContent = sentence;
      this.select.dispatchEvent(new Event("change", { bubbles: true }));
    }

    drawChips() {
      this.chips.replaceChildren();
      Array.from(this.select.selectedOptions).forEach(function (option) {
        const chip = element("li", { textContent: option.dataset.short, title: option.dataset.name }, this.chips);
        const button = element("button", { type: "button", textContent: "×" }, chip);
        button.setAttribute("aria-label", "Bỏ " + option.dataset.name);
        button.addEventListener("click", this.drop.bind(this, option));
      }, this);
    }

    drop(option) {
      option.selected = false;
      this.changed("Đã bỏ " + option.dataset.name);
      this.input.focus();
      if (this.open) this.show();
    }

    // What the typed words leave, in tree order; with nothing typed the whole tree and the button for the house.
    found() {
      const words = fold(this.input.value).split(" ").filter(Boolean);
      return this.units.filter(function (unit) {
        return words.every(function (word) { return unit.words.includes(word); });
      });
    }

    below() {
      const home = this.root.dataset.home;
      return home ? this.units.filter(function (unit) { return unit.parent === home; }) : [];
    }

    show() {
      const all = this.below();
      const typed = Boolean(this.input.value.trim());
      this.shown = this.found().map(function (unit) { return { unit: unit }; });
      if (!typed && all.length) this.shown.unshift({ all: all });
      this.list.replaceChildren();
      this.shown.forEach(this.drawRow, this);
      if (!this.shown.length) {
        element("li", { className: "unit-picker-none", textContent: "Không có đơn vị nào khớp." }, this.list);
      }
      this.open = true;
      this.list.hidden = false;
      this.input.setAttribute("aria-expanded", "true");
      this.goTo(typed && this.shown.length ? 0 : Math.min(this.at, this.shown.length - 1));
    }

    drawRow(row, index) {
      const item = element("li", { role: "option", id: this.list.id + "-" + index }, this.list);
      item.dataset.index = index;
      if (row.all) {
        item.className = "unit-picker-all";
        item.textContent = "Chọn tất cả " + row.all.length + " đơn vị trực thuộc " + this.root.dataset.homeName;
        item.setAttribute("aria-selected", String(row.all.every(function (unit) { return this.has(unit.id); }, this)));
      } else {
        item.className = "depth-" + (this.input.value.trim() ? 0 : row.unit.depth);
        item.textContent = row.unit.name;
        item.setAttribute("aria-selected", String(this.has(row.unit.id)));
      }
    }

    hide() {
      this.open = false;
      this.at = -1;
      this.list.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
    }

    goTo(index) {
      this.list.querySelectorAll(".unit-picker-at").forEach(function (item) { item.classList.remove("unit-picker-at"); });
      this.at = index;
      const item = index >= 0 && this.list.children[index];
      if (!item) {
        this.input.removeAttribute("aria-activedescendant");
        return;
      }
      item.classList.add("unit-picker-at");
      item.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", item.id);
    }

    take(row) {
      if (row.all) {
        const missing = row.all.some(function (unit) { return !this.has(unit.id); }, this);
        row.all.forEach(function (unit) { this.put(unit, missing); }, this);
        this.changed((missing ? "Đã chọn " : "Đã bỏ ") + row.all.length + " đơn vị trực thuộc");
      } else {
        const chosen = !this.has(row.unit.id);
        this.put(row.unit, chosen);
        this.changed((chosen ? "Đã chọn " : "Đã bỏ ") + row.unit.name);
      }
      const place = this.input.value ? 0 : this.at;
      this.input.value = "";
      this.show();
      this.goTo(place);
    }

    onKey(event) {
      const last = this.shown.length - 1;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!this.open) {
          this.show();
          if (this.at < 0) this.goTo(0);
          return;
        }
        this.goTo(event.key === "ArrowDown" ? Math.min(this.at + 1, last) : Math.max(this.at - 1, 0));
      } else if (event.key === "Enter" && this.open) {
        event.preventDefault();
        if (this.shown[this.at]) this.take(this.shown[this.at]);
      } else if (event.key === "Escape" && this.open) {
        event.preventDefault();
        event.stopPropagation();
        this.hide();
      } else if (event.key === "Backspace" && !this.input.value) {
        const chosen = this.select.selectedOptions;
        if (chosen.length) this.drop(chosen[chosen.length - 1]);
      }
    }

    onClick(event) {
      const item = event.target.closest("[data-index]");
      if (!item) return;
      this.at = Number(item.dataset.index);
      this.take(this.shown[this.at]);
    }

    onLeave(event) {
      if (!this.root.contains(event.relatedTarget)) {
        this.hide();
        this.input.value = "";
      }
    }
  }

  function start(within) {
    within.querySelectorAll("[data-unit-picker]").forEach(function (root) {
      if (!root.classList.contains("unit-picker-on")) new Picker(root);
    });
  }
  document.addEventListener("DOMContentLoaded", function () { start(document); });
  document.addEventListener("htmx:load", function (event) { start(event.detail.elt.parentNode || document); });
})();
