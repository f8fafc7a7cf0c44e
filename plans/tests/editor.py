"""What several browser tests of the plan editor ask of it."""

_SAVED = """() => new Promise(done => {
  const form = document.querySelector("form[data-plan-editor]");
  const look = () => form.autosave.isClean() ? done() : setTimeout(look, 50);
  look();
})"""


def wait_until_saved(page) -> None:
    """Wait until the editor says that nothing typed is unsaved."""
    page.evaluate(_SAVED)
