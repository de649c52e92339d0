/**
 * Tells the server when somebody has his hand on the rows of a grid: the pointer is over them, a cell has the focus,
 * or they are scrolled. Meanwhile rows do not move (docs/console.md). Leaving is told a moment later, so that
 * a pointer that only crosses an edge changes nothing.
 */
const LEAVE_AFTER = 700;

class Hand {
  private pointer = false;
  private told = false;
  private timer = 0;
  private readonly table: HTMLElement;

  constructor(private readonly grid: any) {
    this.table = grid.shadowRoot.querySelector('#table');
    const items = grid.shadowRoot.querySelector('#items') as HTMLElement;
    items.addEventListener('pointerenter', () => this.set(() => (this.pointer = true)));
    items.addEventListener('pointerleave', () => this.set(() => (this.pointer = false)));
    for (const happening of ['focusin', 'focusout']) this.table.addEventListener(happening, () => this.look());
    this.table.addEventListener('scroll', () => this.look(), { passive: true });
  }

  private set(change: () => void) {
    change();
    this.look();
  }

  private holds(): boolean {
    const focused = this.grid.shadowRoot.activeElement as HTMLElement | null;
    const inRows = !!focused?.closest('#items') || !!document.activeElement?.closest('vaadin-grid-cell-content');
    return this.pointer || inRows || this.table.scrollTop > 0;
  }

  private look() {
    window.clearTimeout(this.timer);
    if (this.holds()) this.tell(true);
    else if (this.told) this.timer = window.setTimeout(() => this.tell(this.holds()), LEAVE_AFTER);
  }

  private tell(on: boolean) {
    if (this.told === on) return;
    this.told = on;
    this.grid.dispatchEvent(new CustomEvent('ew-hand', { detail: { on } }));
  }
}

/** Begins to watch a grid, once. */
export function watchHand(grid: any) {
  if (!grid.ewHand) grid.ewHand = new Hand(grid);
}

(window as any).edgewatch = Object.assign((window as any).edgewatch ?? {}, { watchHand });
