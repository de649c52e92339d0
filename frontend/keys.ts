/** Keys of a live list. None of them fires while somebody is typing or a dialog is open. */
const buttons: Record<string, string> = { p: 'toolbar-pause', '?': 'keys-help', r: 'resync' };

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
    default: {
      const button = buttons[event.key] && byTestId(buttons[event.key]);
      if (button) button.click();
      return Boolean(button);
    }
  }
}

document.addEventListener(
  'keydown',
  (event) => {
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    const dialog = document.querySelector('vaadin-dialog[opened], vaadin-confirm-dialog[opened], vaadin-popover[opened]');
    if (modified || event.defaultPrevented || dialog || typing(event)) return;
    if (act(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  },
  true
);
