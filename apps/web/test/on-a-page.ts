import type { Page } from "playwright-core";

/** What reaches beyond the right edge of the window, by tag and class; nothing where it fits. */
export async function tooWideIn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .map(({ className, tagName }) => `${tagName} ${className}`)
      .slice(-3);
  });
}

/** Whether the page's own name is in sight in the line of places that belong together; where there is no such line, nothing is hidden. */
export async function isHereInSight(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const here = document.querySelector(".places [aria-current='page']")?.getBoundingClientRect();
    return here === undefined || (here.left >= 0 && here.left + 60 <= document.documentElement.clientWidth);
  });
}

/** Every text of two letters or more that the application itself says. The report's own words have their own tests. */
export async function textsOn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      if (element?.closest("script, style, noscript, .report, [translate=no], [aria-hidden=true]") !== null) continue;
      const text = node.textContent?.trim() ?? "";
      if (/\p{L}{2}/u.test(text)) found.push(text);
    }
    for (const element of document.querySelectorAll("[aria-label], [placeholder], [title]")) {
      if (element.closest(".report, [aria-hidden=true]") !== null) continue;
      for (const name of ["aria-label", "placeholder", "title"]) {
        const text = element.getAttribute(name)?.trim() ?? "";
        if (/\p{L}{2}/u.test(text)) found.push(text);
      }
    }
    return found;
  });
}
