/** Keeps documentElement.dataset.settled: true when every live part of the page says so. The contract with robots. */
function summarize() {
  const parts = [...document.querySelectorAll<HTMLElement>('body [data-settled]')];
  document.documentElement.dataset.settled = String(parts.every((part) => part.dataset.settled === 'true'));
}

new MutationObserver(summarize).observe(document.body, { subtree: true, childList: true, attributeFilter: ['data-settled'] });
summarize();
