// The editor of a plan. Without this script its buttons post the form and come back; with it they act on the page.
import { form } from "./page.js";
import { renumber } from "./state.js";
import * as history from "./history.js";
import * as keys from "./keys.js";
import * as buttons from "./buttons.js";
import * as find from "./find.js";
import * as tools from "./tools.js";
import * as saving from "./saving.js";
import * as paste from "./paste.js";
import * as drag from "./drag.js";
import * as aside from "./aside.js";

if (form) {
  history.start();
  buttons.start();
  find.start();
  tools.start();
  saving.start();
  paste.start();
  drag.start();
  keys.start();
  renumber();
  aside.start();
  form.dataset.ready = "1";
}
