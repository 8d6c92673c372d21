// The page works without this: it only makes printing, and finding what is folded away, easier.
// In the file it is called once, by a line that is added; in the application until its signal ends it.
export function behave(signal) {
  for (const button of document.querySelectorAll('[data-does="print"]')) {
    button.hidden = false;
    button.addEventListener("click", () => print(), { signal });
  }

  for (const button of document.querySelectorAll('[data-does="folds"]')) {
    button.hidden = false;
    const folds = button.parentElement.querySelectorAll("details");
    const toggle = () => {
      const open = [...folds].some((fold) => !fold.open);
      for (const fold of folds) fold.open = open;
      button.textContent = open ? button.dataset.close : button.dataset.open;
    };
    button.addEventListener("click", toggle, { signal });
  }

  // A link to something inside a fold opens the folds around it.
  const reveal = (hash) => {
    const target = hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
    if (target === null) return;
    let isOpened = false;
    for (let element = target; element !== null; element = element.parentElement) {
      if (element instanceof HTMLDetailsElement && !element.open) isOpened = element.open = true;
    }
    if (isOpened) target.scrollIntoView();
  };
  addEventListener("hashchange", () => reveal(location.hash), { signal });
  const follow = (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
    if (link !== null) reveal(link.hash);
  };
  document.addEventListener("click", follow, { signal });
  reveal(location.hash);

  // On paper nothing can be opened. What is meant for paper is opened for it, and closed again.
  let opened = [];
  const openAll = () => {
    opened = [...document.querySelectorAll('details[data-print="open"]:not([open])')];
    for (const fold of opened) fold.open = true;
  };
  const closeAgain = () => {
    for (const fold of opened) fold.open = false;
    opened = [];
  };
  addEventListener("beforeprint", openAll, { signal });
  addEventListener("afterprint", closeAgain, { signal });
}
