/** Keys of a live list. None of them fires while somebody is typing or a dialog is open. */
const LIST: [string, string][] = [
  ['/', 'Filter'],
  ['j  k', 'Next and previous row'],
  ['Enter', 'Open the row'],
  ['x', 'Select the row'],
  ['p', 'Pause and resume'],
  ['Esc', 'Close what is open'],
  ['?', 'This list'],
];

function typing(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0] as HTMLElement;
  return target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName) && target.getAttribute('type') !== 'checkbox';
}

function byTestId<T extends HTMLElement>(id: string): T | null {
  return document.querySelector<T>(`[data-testid="${id}"]`);
}

/** The row that has the focus; after the first j or k, the first one. */
function focusedRow(grid: any): HTMLTableRowElement | null {
  const focused = grid?.shadowRoot?.activeElement as HTMLElement | null;
  return focused?.closest('tbody tr') as HTMLTableRowElement | null;
}

function contents(row: HTMLTableRowElement): HTMLElement[] {
  return [...row.children].map((cell: any) => cell._content).filter(Boolean);
}

function move(grid: any, key: 'ArrowDown' | 'ArrowUp') {
  const row = focusedRow(grid);
  if (!row) {
    (grid.shadowRoot.querySelector('tbody tr:not([hidden]) td:nth-of-type(2)') as HTMLElement | null)?.focus();
    return;
  }
  grid.shadowRoot.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
}

/** The list of keys, as a dialog of the browser. */
function help() {
  const dialog = document.createElement('dialog');
  dialog.className = 'ew-keys';
  dialog.dataset.testid = 'keys';
  const title = document.createElement('h2');
  title.textContent = 'Keys';
  const list = document.createElement('dl');
  for (const [key, meaning] of LIST) {
    const term = document.createElement('dt');
    term.append(...key.split(/\s+/).map((one) => Object.assign(document.createElement('kbd'), { className: 'ew-kbd', textContent: one })));
    list.append(term, Object.assign(document.createElement('dd'), { textContent: meaning }));
  }
  dialog.append(title, list);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
}

function act(event: KeyboardEvent): boolean {
  const grid = document.querySelector('vaadin-grid.ew-grid') as any;
  const row = focusedRow(grid);
  switch (event.key) {
    case '/':
      byTestId('filter-input')?.focus();
      return true;
    case 'j':
      if (grid) move(grid, 'ArrowDown');
      return true;
    case 'k':
      if (grid) move(grid, 'ArrowUp');
      return true;
    case 'x':
      if (row) contents(row).map((cell) => cell.querySelector('vaadin-checkbox') as HTMLElement | null).find(Boolean)?.click();
      return true;
    case 'Enter':
      if (!row) return false;
      contents(row).map((cell) => cell.querySelector('a') as HTMLElement | null).find(Boolean)?.click();
      return true;
    case 'Escape':
      byTestId('detail-close')?.click();
      return false;
    case 'p':
      byTestId('toolbar-pause')?.click();
      return true;
    case '?':
      help();
      return true;
    default:
      return false;
  }
}

document.addEventListener(
  'keydown',
  (event) => {
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    const dialog = document.querySelector('dialog[open], vaadin-dialog[opened], vaadin-confirm-dialog[opened], vaadin-popover[opened]');
    if (modified || event.defaultPrevented || dialog || typing(event)) return;
    if (act(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  },
  true
);
