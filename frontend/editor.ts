/**
 * <ew-editor>: a text with line numbers, colours, completion and help. The console says what is wrong and where; what may
 * stand where comes from a schema, a list of fields with their paths.
 *
 * Properties: language ('yaml' or 'json'), readonly, schema (JSON). Events: text-changed with text and version, save.
 * Tab leaves the editor; Ctrl-] and Ctrl-[ indent.
 */
import { autocompletion, closeBrackets, completionKeymap, type CompletionContext } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { yaml } from '@codemirror/lang-yaml';
import { foldGutter, foldKeymap, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { search, searchKeymap } from '@codemirror/search';
import { Annotation, Compartment, EditorState, StateEffect, StateField, type Text } from '@codemirror/state';
import {
  Decoration, type DecorationSet, drawSelection, EditorView, highlightActiveLine, hoverTooltip, keymap, lineNumbers, type Panel, showPanel,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';

interface Field {
  path: string;
  kind: string;
  help: string;
  locked: boolean;
  values: string[];
  holds: boolean;
  list: boolean;
  map: boolean;
}

interface Problem {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  words: string;
}

const KEY = /^(\s*)((?:- )*)["']?([\w.-]+)["']?\s*:/;
const QUIET_MILLIS = 250;
const fromConsole = Annotation.define<boolean>();
const lockLines = StateEffect.define<[number, number][]>();

const lockedLines = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(lines, transaction) {
    let now = lines.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(lockLines)) now = Decoration.set(dimmed(transaction.state.doc, effect.value));
    }
    return now;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function dimmed(doc: Text, ranges: [number, number][]) {
  const numbers = new Set<number>();
  for (const [first, last] of ranges) for (let line = first; line <= Math.min(last, doc.lines); line++) numbers.add(line);
  return [...numbers].sort((a, b) => a - b).map((line) => Decoration.line({ class: 'locked' }).range(doc.line(line).from));
}

/** The keys above and in a line, outermost first; what is indented less is around it. */
function pathAt(doc: Text, lineNumber: number): string[] {
  const path: string[] = [];
  let indent = Infinity;
  for (let number = lineNumber; number > 0 && indent > 0; number--) {
    const key = KEY.exec(doc.line(number).text);
    const at = key ? key[1].length + key[2].length : Infinity;
    if (key && at < indent) {
      path.unshift(key[3]);
      indent = at;
    }
  }
  return path;
}

/** The keys around a place where a key of this indent would be written. */
function pathAbove(doc: Text, lineNumber: number, indent: number): string[] {
  for (let number = lineNumber - 1; number > 0; number--) {
    const key = KEY.exec(doc.line(number).text);
    if (key && key[1].length + key[2].length < indent) return pathAt(doc, number);
  }
  return [];
}

const theme = EditorView.theme({
  '&': { height: '100%', fontSize: '12px', color: 'var(--ew-text)', backgroundColor: 'var(--ew-code)' },
  '&.cm-focused': { outline: '2px solid var(--ew-focus)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--ew-mono)', lineHeight: '18px' },
  '.cm-content': { caretColor: 'var(--ew-text)' },
  '.cm-cursor': { borderLeftColor: 'var(--ew-text)' },
  '.cm-gutters': { backgroundColor: 'var(--ew-code)', color: 'var(--ew-text-3)', borderRight: '1px solid var(--ew-line)' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--ew-hover)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--ew-selected)' },
  '.locked, .locked *': { color: 'var(--ew-text-3) !important' },
  '.cm-panels': { backgroundColor: 'var(--ew-surface)', color: 'var(--ew-text-2)', borderColor: 'var(--ew-line)' },
  '.cm-help': { padding: '4px 10px', fontSize: '12px', lineHeight: '16px', minHeight: '16px', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '.cm-help b': { fontFamily: 'var(--ew-mono)', fontWeight: '500', color: 'var(--ew-text)' },
  '.cm-tooltip': { backgroundColor: 'var(--ew-surface)', color: 'var(--ew-text)', border: '1px solid var(--ew-line-strong)', borderRadius: '8px', fontSize: '12px', lineHeight: '16px' },
  '.cm-tooltip-hover, .cm-completionInfo': { padding: '6px 10px', maxWidth: '320px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--ew-mono)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--ew-accent)', color: 'var(--ew-on-accent)' },
  '.cm-completionDetail': { fontStyle: 'normal', fontFamily: 'var(--ew-font)', opacity: '0.8' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--ew-danger)' },
});

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--ew-syn-key)' },
  { tag: [tags.string, tags.content], color: 'var(--ew-syn-str)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--ew-syn-num)' },
  { tag: [tags.comment, tags.punctuation, tags.separator, tags.bracket], color: 'var(--ew-syn-dim)' },
]);

class Editor extends HTMLElement {
  private readonly languageOf = new Compartment();
  private readonly writable = new Compartment();
  private fields = new Map<string, Field>();
  private below = new Map<string, Field[]>();
  private version = 0;
  private timer = 0;
  private isJson = false;
  private readonly view: EditorView;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    const style = document.createElement('style');
    style.textContent = ':host { display: block; min-height: 0; overflow: hidden; } .cm-editor { height: 100%; }';
    const place = document.createElement('div');
    place.style.height = '100%';
    root.append(style, place);
    this.view = new EditorView({ root, parent: place, state: EditorState.create({ doc: '', extensions: this.extensions() }) });
  }

  private extensions() {
    return [
      lineNumbers(), foldGutter(), history(), drawSelection(), indentOnInput(), closeBrackets(), highlightActiveLine(), search({ top: true }),
      indentUnit.of('  '), theme, syntaxHighlighting(colours), lockedLines,
      this.languageOf.of(yaml()), this.writable.of([]),
      autocompletion({ override: [(context) => this.complete(context)], icons: false }),
      hoverTooltip((view, at) => this.hover(view, at)),
      showPanel.of((view) => this.helpPanel(view)),
      keymap.of([
        { key: 'Mod-s', preventDefault: true, run: () => { this.report(); this.dispatchEvent(new CustomEvent('save')); return true; } },
        ...completionKeymap, ...historyKeymap, ...foldKeymap, ...searchKeymap, ...defaultKeymap,
        { key: 'Escape', stopPropagation: true, run: (view) => { view.contentDOM.blur(); this.tabIndex = -1; this.focus(); return true; } },
      ]),
      EditorView.updateListener.of((update) => {
        const written = update.docChanged && !update.transactions.some((one) => one.annotation(fromConsole));
        if (written) this.later();
      }),
      EditorView.domEventHandlers({ blur: () => this.report() }),
    ];
  }

  connectedCallback() {
    this.view.contentDOM.setAttribute('aria-label', this.getAttribute('aria-label') ?? '');
    // The pane closes at Escape; here it only leaves the text.
    this.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && event.composedPath()[0] !== this) event.stopPropagation();
    });
  }

  disconnectedCallback() {
    this.report();
  }

  set language(name: string) {
    this.isJson = name === 'json';
    this.view.dispatch({ effects: this.languageOf.reconfigure(this.isJson ? json() : yaml()) });
  }

  set readonly(on: boolean) {
    this.view.dispatch({ effects: this.writable.reconfigure(on ? EditorState.readOnly.of(true) : []) });
  }

  set schema(text: string) {
    const fields = JSON.parse(text) as Field[];
    this.fields = new Map(fields.map((field) => [field.path, field]));
    this.below = new Map();
    for (const field of fields) {
      const above = field.path.slice(0, Math.max(0, field.path.lastIndexOf('.')));
      this.below.set(above, [...(this.below.get(above) ?? []), field]);
    }
  }

  /** Puts in another text, unless this one is not what the console knows. Only what differs is changed, so the cursor stays. */
  replace(known: string, next: string, version: number) {
    const now = this.view.state.doc.toString();
    if (now !== known) return;
    this.version = version;
    let from = 0;
    while (from < now.length && from < next.length && now[from] === next[from]) from++;
    let end = 0;
    while (end < now.length - from && end < next.length - from && now[now.length - 1 - end] === next[next.length - 1 - end]) end++;
    this.view.dispatch({
      changes: { from, to: now.length - end, insert: next.slice(from, next.length - end) },
      annotations: fromConsole.of(true),
    });
  }

  /** Shows what is wrong, and which lines only the server writes. */
  mark(problems: Problem[], locked: [number, number][]) {
    const doc = this.view.state.doc;
    const diagnostics = problems.map((one) => {
      const from = offset(doc, one.line, one.column);
      return { from, to: Math.max(from, offset(doc, one.endLine, one.endColumn)), severity: 'error' as const, message: one.words };
    });
    this.view.dispatch(setDiagnostics(this.view.state, diagnostics));
    this.view.dispatch({ effects: lockLines.of(locked) });
  }

  go(line: number, column: number) {
    const at = offset(this.view.state.doc, line, column);
    this.view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
    this.view.focus();
  }

  private later() {
    const keeper = this.closest('.ew-form-page')?.querySelector('ew-draft') as any;
    keeper?.hold?.('text', this.view.state.doc.toString());
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.report(), QUIET_MILLIS);
  }

  private report() {
    if (!this.timer) return;
    clearTimeout(this.timer);
    this.timer = 0;
    this.dispatchEvent(new CustomEvent('text-changed', { detail: { text: this.view.state.doc.toString(), version: this.version } }));
  }

  /** The field at a path; keys of maps count for nothing. */
  private field(path: string[]): Field | undefined {
    let found: Field | undefined;
    let text = '';
    for (const part of path) {
      if (found?.map && !this.fields.has(`${text}.${part}`)) continue;
      text = text ? `${text}.${part}` : part;
      found = this.fields.get(text);
      if (!found) return undefined;
    }
    return found;
  }

  private complete(context: CompletionContext) {
    const doc = context.state.doc;
    const line = doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    const value = /^\s*(?:- )*["']?[\w.-]+["']?\s*:\s*["']?(\w*)$/.exec(before) ?? /^\s*- ["']?(\w*)$/.exec(before);
    const valueOf = value && this.field(pathAt(doc, line.number));
    if (value && valueOf?.values.length) {
      return {
        from: context.pos - value[1].length,
        options: valueOf.values.map((label) => ({ label, apply: this.isJson && !before.endsWith(`"${value[1]}`) && !/^(true|false)$/.test(label) ? `"${label}"` : label })),
      };
    }
    const key = /^(\s*(?:- )*)(["']?)(\w*)$/.exec(before);
    if (!key || (!key[3] && !context.explicit)) return null;
    const around = pathAbove(doc, line.number, key[1].length);
    const holder = around.length ? this.field(around) : undefined;
    if (around.length && !holder) return null;
    const options = (this.below.get(holder?.path ?? '') ?? []).filter((field) => !field.locked);
    return {
      from: context.pos - key[2].length - key[3].length,
      filter: true,
      options: options.map((field) => {
        const name = field.path.slice(field.path.lastIndexOf('.') + 1);
        return { label: name, detail: field.kind, info: field.help || undefined, apply: this.isJson ? `"${name}": ` : `${name}: ` };
      }),
    };
  }

  private hover(view: EditorView, at: number) {
    const line = view.state.doc.lineAt(at);
    const field = this.field(pathAt(view.state.doc, line.number));
    const key = KEY.exec(line.text);
    if (!field || !key || at > line.from + key[0].length) return null;
    return { pos: line.from + key[1].length, end: line.from + key[0].length, create: () => ({ dom: described(field) }) };
  }

  /** One line about the field at the cursor. */
  private helpPanel(view: EditorView): Panel {
    const dom = document.createElement('div');
    dom.className = 'cm-help';
    const draw = (now: EditorView) => {
      const doc = now.state.doc;
      const path = pathAt(doc, doc.lineAt(now.state.selection.main.head).number);
      const field = this.field(path);
      dom.replaceChildren(...(field ? described(field).childNodes : []));
    };
    draw(view);
    return { dom, update: (update) => { if (update.docChanged || update.selectionSet) draw(update.view); } };
  }
}

function described(field: Field): HTMLElement {
  const dom = document.createElement('div');
  const path = document.createElement('b');
  path.textContent = field.path;
  const values = field.values.length && field.values[0] !== 'true' ? field.values.join(', ') : '';
  dom.append(path, [' ', field.kind, field.help, values].filter((part) => part).join(' · ').replace('  · ', '  '));
  return dom;
}

function offset(doc: Text, line: number, column: number): number {
  const known = doc.line(Math.max(1, Math.min(line, doc.lines)));
  return Math.min(known.from + column - 1, known.to);
}

customElements.define('ew-editor', Editor);
