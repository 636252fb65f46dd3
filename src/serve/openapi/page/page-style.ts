/** The style of the page of the document. It has no pictures and asks for nothing. */
export const pageStyle = `
:root { color-scheme: light dark; --line: light-dark(#d0d4da, #3d444d); --soft: light-dark(#f3f4f6, #1c2128); --quiet: light-dark(#555c66, #a0a8b4); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1rem 1.25rem 4rem; font: 1rem/1.5 system-ui, sans-serif; background: light-dark(#fff, #0f1216); color: light-dark(#1b1f24, #e6e9ee); }
a { color: light-dark(#0b57d0, #8ab4f8); }
:focus-visible { outline: 3px solid light-dark(#0b57d0, #8ab4f8); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; }
h1 { margin: 1rem 0 0; }
h2 { margin: 2.5rem 0 0.25rem; font-size: 1.15rem; overflow-wrap: anywhere; }
h3 { margin: 1.25rem 0 0.25rem; font-size: 1rem; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.9em; }
pre code { font-size: inherit; }
pre { padding: 0.75rem 1rem; overflow-x: auto; background: var(--soft); border: 1px solid var(--line); border-radius: 6px; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 0.9rem; }
th, td { padding: 0.3rem 0.75rem 0.3rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
td code { overflow-wrap: anywhere; }
.quiet { color: var(--quiet); }
nav ul { columns: 18rem; padding-left: 1.25rem; }
section { border-top: 1px solid var(--line); margin-top: 2rem; }
`
