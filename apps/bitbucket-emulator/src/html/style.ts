import { trusted } from './html';

/** One style sheet for all pages: calm, light and dark, good on a phone. */
export const STYLE = trusted(`
:root { color-scheme: light dark; --line: light-dark(#dfe1e6, #3b3f45); --quiet: light-dark(#5e6c84, #9fadbc);
  --soft: light-dark(#f6f7f9, #22262b); --paper: light-dark(#ffffff, #1b1e22); --text: light-dark(#172b4d, #dee4ea);
  --blue: light-dark(#0c55c4, #6da6ff); --green: light-dark(#1f845a, #4bce97); --red: light-dark(#b3261e, #ff8f85); }
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--soft); }
a { color: var(--blue); text-decoration: none; } a:hover { text-decoration: underline; }
header { display: flex; justify-content: space-between; align-items: center; gap: 1rem; padding: .7rem 1.2rem;
  background: var(--paper); border-bottom: 1px solid var(--line); }
.brand { font-weight: 650; color: var(--text); } .brand span { color: var(--quiet); font-weight: 400; }
.account { display: flex; align-items: center; gap: .5rem; } img { border-radius: 50%; }
main { max-width: 1080px; margin: 0 auto; padding: 1.2rem; } main.narrow { max-width: 520px; padding-top: 8vh; }
h1 { font-size: 1.45rem; margin: 0 0 .6rem; overflow-wrap: anywhere; } h2 { font-size: 1.1rem; margin: 1.6rem 0 .6rem; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 1.1rem 1.3rem; }
.card + .card { margin-top: 1rem; } .card > :first-child, .comment > :first-child { margin-top: 0; }
.quiet, small { color: var(--quiet); } .bad { color: var(--red); }
code, pre { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, monospace; }
p code, li code, td code { background: var(--soft); padding: .1em .35em; border-radius: 4px; overflow-wrap: anywhere; }
pre { overflow-x: auto; background: var(--soft); border-radius: 6px; padding: .8rem; margin: .6rem 0; }
.row { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center; }
button, select, input[type=text], textarea { font: inherit; color: inherit; padding: .45rem .9rem; border-radius: 6px;
  border: 1px solid var(--line); background: var(--paper); }
button { cursor: pointer; } button:hover { border-color: var(--blue); }
button.primary { background: light-dark(#0c55c4, #1f6feb); border-color: transparent; color: #fff; }
button.danger { color: var(--red); } textarea { width: 100%; min-height: 5rem; }
.people { display: grid; gap: .6rem; } .person { display: flex; gap: .8rem; align-items: center; text-align: left; }
.permissions { padding: 0; list-style: none; border: 1px solid var(--line); border-radius: 6px; }
.permissions li { display: flex; align-items: baseline; justify-content: space-between; gap: .8rem; padding: .5rem .8rem; }
.permissions code { white-space: nowrap; }
.permissions li + li { border-top: 1px solid var(--line); }
table { border-collapse: collapse; width: 100%; } th { text-align: left; color: var(--quiet); font-weight: 500; }
th, td { padding: .45rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: break-word; }
tr:last-child td { border-bottom: 0; } .scroll { overflow-x: auto; }
.tabs { display: flex; flex-wrap: wrap; gap: 1.1rem; border-bottom: 1px solid var(--line); margin: .6rem 0 1rem; }
.tabs a { padding: .4rem 0; color: var(--quiet); } .tabs a.on { color: var(--text); box-shadow: inset 0 -2px var(--blue); }
.crumbs { color: var(--quiet); margin-bottom: .3rem; overflow-wrap: anywhere; }
.state { display: inline-block; padding: .05rem .55rem; border-radius: 999px; font-size: 12px; font-weight: 600; color: #fff; }
.state.OPEN { background: #0c55c4; } .state.MERGED { background: #1f845a; } .state.DECLINED { background: #b3261e; }
.state.SUPERSEDED, .state.quietly { background: #626f86; }
.state.SUCCESSFUL { background: #1f845a; } .state.FAILED { background: #b3261e; } .state.INPROGRESS { background: #0c55c4; }
.state.STOPPED { background: #626f86; }
.markdown > :first-child { margin-top: 0; } .markdown > :last-child { margin-bottom: 0; } .markdown { overflow-wrap: anywhere; }
.markdown h1 { font-size: 1.3rem; } .markdown table { width: auto; display: block; overflow-x: auto; }
.markdown blockquote { margin: .6rem 0; padding-left: .9rem; border-left: 3px solid var(--line); color: var(--quiet); }
.file { border: 1px solid var(--line); border-radius: 8px; margin-top: .8rem; background: var(--paper); overflow: hidden; }
.file > summary { padding: .5rem .8rem; background: var(--soft); cursor: pointer; overflow-wrap: anywhere; }
.file pre { display: grid; margin: 0; padding: 0; background: none; border-radius: 0; }
.file pre span { padding: 0 .8rem; white-space: pre; }
.file pre .add { background: light-dark(#e3fcef, #10352a); } .file pre .del { background: light-dark(#ffebe6, #42201c); }
.file pre .at { color: var(--quiet); background: var(--soft); }
.plus { color: var(--green); } .minus { color: var(--red); } .hash { font-family: ui-monospace, Menlo, monospace; font-size: 13px; white-space: nowrap; }
.comment { border-top: 1px solid var(--line); padding: .8rem 0; } .comment:first-child { border-top: 0; padding-top: 0; }
.numbers td { border: 0; padding: 0 .8rem; white-space: pre; font: 13px/1.5 ui-monospace, Menlo, monospace; overflow-wrap: normal; }
.numbers td:first-child { color: var(--quiet); text-align: right; user-select: none; width: 1%; }
.fields { display: grid; grid-template-columns: minmax(0, 1fr); gap: .7rem; }
input[type=text], select { max-width: 100%; }
@media (max-width: 600px) { main { padding: .8rem; } .card { padding: .9rem; } .wide { display: none; }
  .settings td { display: block; border: 0; padding: .2rem 0; } .settings td + td { padding-bottom: .8rem; } }
`);
