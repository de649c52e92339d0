/** Keys of a live list. None of them fires while somebody is typing or a dialog is open, or when they are switched off. */
const LIST: [string, string][] = [
  ['/', 'Filter'],
  ['j  k', 'Next and previous row'],
  ['Enter', 'Open the row'],
  ['e', 'Edit the row'],
  ['x', 'Select the row'],
  ['Shift+↑  Shift+↓', 'Select a range'],
  ['p', 'Pause and resume'],
  ['r', 'Resync with all regions'],
  ['c', 'Copy as'],
  ['Esc', 'Close what is open'],
  ['?', 'This list'],
];
const OFF = 'edgewatch.keys';

function typing(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0] as HTMLElement;
  return target.isContentEditable || (/^(input|textarea|select)$/i.test(target.tagName) && target.getAttribute('type') !== 'checkbox');
}

function byTestId<T extends HTMLElement>(id: string): T | null {
  return document.querySelector<T>(`[data-testid="${id}"]`);
}

function grid(): any {
  return document.querySelector('vaadin-grid.ew-grid');
}

/** The row that has the focus; after the first j or k, the first one. */
function focusedRow(): HTMLTableRowElement | null {
  const focused = grid()?.shadowRoot?.activeElement as HTMLElement | null;
  return (focused?.closest('tbody tr') as HTMLTableRowElement | null) ?? null;
}

function find<T extends HTMLElement>(row: HTMLTableRowElement, selector: string): T | undefined {
  return [...row.children]
    .map((cell: any) => cell._content?.querySelector(selector) as T | null)
    .find((found): found is T => !!found);
}

function move(key: 'ArrowDown' | 'ArrowUp') {
  const focused = grid()?.shadowRoot?.activeElement as HTMLElement | null;
  if (!focusedRow()) {
    (grid()?.shadowRoot.querySelector('tbody tr:not([hidden]) td:nth-of-type(2)') as HTMLElement | null)?.focus();
    return;
  }
  focused!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
}

function select(row: HTMLTableRowElement | null, wanted?: boolean) {
  const box = row && (find<any>(row, 'vaadin-checkbox') as any);
  if (box && box.checked !== (wanted ?? !box.checked)) box.click();
}

/** The row where a range of selected rows began, by its index. */
let anchor: { at: number; from: number } | null = null;

function extend(key: 'ArrowDown' | 'ArrowUp') {
  const row = focusedRow() as any;
  if (!row) return move(key);
  const at = row.index as number;
  if (!anchor || anchor.at !== at) anchor = { at, from: at };
  const leavesRange = key === 'ArrowDown' ? at < anchor.from : at > anchor.from;
  select(row, !leavesRange);
  move(key);
  const next = focusedRow() as any;
  select(next, true);
  anchor = { at: next?.index ?? at, from: anchor.from };
}

function open(tab: string): boolean {
  const row = focusedRow();
  const link = row && find<HTMLAnchorElement>(row, 'a.name');
  if (!link) return false;
  const address = link.getAttribute('href')!;
  // The page's own router follows links only; the row's leads to the overview.
  const other = document.createElement('a');
  other.href = address.replace('/overview', `/${tab}`);
  other.style.display = 'none';
  link.after(other);
  other.click();
  other.remove();
  return true;
}

/** The list of keys, as a dialog of the browser. */
function help() {
  const dialog = document.createElement('dialog');
  dialog.className = 'ew-keys';
  dialog.dataset.testid = 'keys';
  dialog.setAttribute('aria-label', 'Keys');
  const title = document.createElement('h2');
  title.textContent = 'Keys';
  const list = document.createElement('dl');
  for (const [key, meaning] of LIST) {
    const term = document.createElement('dt');
    term.append(...key.split(/\s+/).map((one) => Object.assign(document.createElement('kbd'), { className: 'ew-kbd', textContent: one })));
    list.append(term, Object.assign(document.createElement('dd'), { textContent: meaning }));
  }
  const label = document.createElement('label');
  const box = Object.assign(document.createElement('input'), { type: 'checkbox', checked: !localStorage.getItem(OFF) });
  box.dataset.testid = 'keys-on';
  box.addEventListener('change', () => (box.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, 'off')));
  label.append(box, ' Keys are on');
  dialog.append(title, list, label);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
}

function act(event: KeyboardEvent): boolean {
  const row = focusedRow();
  if (event.shiftKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    if (!row) return false;
    extend(event.key);
    return true;
  }
  switch (event.key) {
    case '/':
      byTestId('filter-input')?.focus();
      return true;
    case 'j':
      if (grid()) move('ArrowDown');
      return true;
    case 'k':
      if (grid()) move('ArrowUp');
      return true;
    case 'x':
      select(row);
      return true;
    case 'Enter':
      return open('overview');
    case 'e':
      if (!open('configuration')) byTestId('tab-configuration')?.click();
      return true;
    case 'Escape':
      byTestId('detail-close')?.click();
      return false;
    case 'p':
      byTestId('toolbar-pause')?.click();
      return true;
    case 'r':
      grid()?.dispatchEvent(new CustomEvent('ew-resync'));
      return true;
    case 'c':
      byTestId('toolbar-copy-as')?.click();
      return true;
    case '?':
      help();
      return true;
    default:
      return false;
  }
}

/** Frames in which a grid has drawn its columns anew. */
const SETTLING = 30;

/**
 * Puts the focus on the row of a resource, when the browser has it: where somebody was before he opened it. Closing a pane
 * draws the columns anew, which takes the focus away, so it is looked after for a moment.
 */
function focusRow(row: string, frames = SETTLING) {
  const content = byTestId(row)?.closest('vaadin-grid-cell-content') as HTMLElement | null;
  const cell = content?.assignedSlot?.closest('td, th') as HTMLElement | null;
  const elsewhere = document.activeElement !== document.body && document.activeElement !== grid();
  if (cell && !elsewhere && grid()?.shadowRoot?.activeElement !== cell) cell.focus();
  if (frames > 0) requestAnimationFrame(() => focusRow(row, frames - 1));
}

document.addEventListener(
  'keydown',
  (event) => {
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    const dialog = document.querySelector(
      'dialog[open], vaadin-dialog[opened], vaadin-confirm-dialog[opened], vaadin-popover[opened], vaadin-context-menu[opened]'
    );
    const off = !!localStorage.getItem(OFF) && event.key !== '?';
    if (off || modified || event.defaultPrevented || dialog || typing(event)) return;
    if (act(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  },
  true
);

/** Opens a row's menu from its button, as a click with the other mouse button would. */
function rowMenu(click: Event) {
  click.stopPropagation();
  const button = click.currentTarget as HTMLElement;
  const { left, bottom } = button.getBoundingClientRect();
  button.dispatchEvent(
    new MouseEvent('contextmenu', { bubbles: true, composed: true, cancelable: true, clientX: left, clientY: bottom })
  );
}

(window as any).edgewatch = Object.assign((window as any).edgewatch ?? {}, { focusRow, rowMenu });
