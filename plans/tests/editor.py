"""What several browser tests of the plan editor ask of it."""

_SAVED = """() => new Promise((done, fail) => {
  const form = document.querySelector("form[data-plan-editor]"), until = Date.now() + 20000;
  const status = () => document.querySelector("[data-autosave-status]").textContent;
  const look = () => form.autosave.isClean() ? done()
    : Date.now() > until ? fail(new Error("not saved: " + status())) : setTimeout(look, 50);
  look();
})"""


def wait_until_saved(page) -> None:
    """Wait until the editor says that nothing typed is unsaved."""
    page.evaluate(_SAVED)
