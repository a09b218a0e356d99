"""The stylesheet of all notetypes: light and night mode, phone and desktop; no meaning by colour alone."""

CSS = """\
.card {
  --ink: #1d2129; --dim: #5b6370; --paper: #ffffff; --box: #f1f3f6; --line: #cfd5de;
  --gap: #0b57d0; --good: #14692c; --bad: #a3262a; --warn: #7a4a00;
  --on-good: #d6f2dd; --on-bad: #fbdcda; --on-missed: #e4e7ec;
  margin: 0; padding: 1em; text-align: start; color: var(--ink); background: var(--paper);
  font: 20px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
.card.nightMode, .nightMode .card {
  --ink: #e4e7ec; --dim: #a3abb8; --paper: #1f2228; --box: #2c3038; --line: #4a505b;
  --gap: #8ab4f8; --good: #7fd694; --bad: #f6a09b; --warn: #f0c674;
  --on-good: #173d24; --on-bad: #4c2325; --on-missed: #3a404b;
}
.trainer { max-width: 42em; margin: 0 auto; overflow-wrap: break-word; }
.trainer, .trainer div, .trainer p, .trainer li, .trainer th, .trainer td, .trainer summary, .trainer h1,
.trainer h2, .trainer h3, .trainer h4, input#typeans { unicode-bidi: plaintext; text-align: start; }
.trainer p, .trainer ul, .trainer ol, .trainer pre, .trainer table { margin: 0.6em 0; }
.trainer ul, .trainer ol { padding-inline-start: 1.6em; }
.trainer li { margin: 0.25em 0; }
.trainer li > ul, .trainer li > ol, .trainer li > p { margin: 0.25em 0; }
.trainer h1, .trainer h2, .trainer h3, .trainer h4 { margin: 0.6em 0; font-size: 1.1em; }
.trainer a { color: var(--gap); }
.trainer hr { border: 0; border-top: 1px solid var(--line); margin: 1em 0; }
.trainer blockquote { margin: 0.6em 0; padding-inline-start: 0.8em;
  border-inline-start: 3px solid var(--line); }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.trainer code { font-size: 0.88em; padding: 0.1em 0.3em; border-radius: 4px; background: var(--box); }
.trainer pre { padding: 0.7em; border-radius: 6px; background: var(--box); overflow-x: auto;
  direction: ltr; unicode-bidi: isolate; text-align: left; }
.trainer code { unicode-bidi: plaintext; }
.trainer pre code { padding: 0; background: none; overflow-wrap: normal; unicode-bidi: normal; }
.trainer table { display: block; max-width: 100%; overflow-x: auto; border-collapse: collapse;
  font-size: 0.88em; }
.trainer th, .trainer td { padding: 0.35em 0.6em; border: 1px solid var(--line); min-width: 5em;
  vertical-align: top; overflow-wrap: normal; }
.trainer th { background: var(--box); }
.trainer table + table { margin-top: 1.2em; }
.trainer td.hidden, .trainer td.shown { border: 2px solid var(--gap); font-weight: bold; }
.trainer td.hidden { text-align: center; color: var(--gap); }
.cloze { font-weight: bold; color: var(--gap); }
.trainer ol.options { list-style: upper-alpha; }
.trainer .right { color: var(--good); }
.trainer .wrong .option { color: var(--bad); }
.trainer .because { font-size: 0.88em; color: var(--dim); }
.trainer .note, .trainer .hint { margin: 0.5em 0; font-size: 0.88em; color: var(--dim); }
.trainer summary { cursor: pointer; }
.trainer .extra { margin-top: 1em; font-size: 0.92em; }
.trainer .extra > div { margin: 0.5em 0; }
.trainer .corrects { padding-inline-start: 0.7em; border-inline-start: 3px solid var(--warn); }
.trainer .asof, .trainer .source, .trainer .id { font-size: 0.78em; color: var(--dim); }
.trainer .source { margin-top: 1em; padding-top: 0.5em; border-top: 1px solid var(--line); }
.trainer .source a { color: inherit; }
.trainer .id { font-family: ui-monospace, Menlo, Consolas, monospace; }
input#typeans { box-sizing: border-box; width: 100%; margin-top: 0.8em; padding: 0.4em; font-size: 1em;
  color: var(--ink); background: var(--box); border: 1px solid var(--line); border-radius: 4px; }
.trainer code#typeans { display: block; padding: 0; background: none; white-space: pre-wrap; }
.typeGood { color: var(--good); background: var(--on-good); }
.typeBad { color: var(--bad); background: var(--on-bad); text-decoration: line-through; }
.typeMissed { color: var(--ink); background: var(--on-missed); text-decoration: underline; }
@media (max-width: 480px) {
  .card { font-size: 17px; padding: 0.7em; }
  .trainer ul, .trainer ol { padding-inline-start: 1.3em; }
  .trainer table { font-size: 0.8em; }
  .trainer th, .trainer td { padding: 0.25em 0.3em; min-width: 2em; }
}
"""
