/** The look of the sign-in and consent pages: one column that fits a phone, light and dark. */
export const pageStyle = `
:root{color-scheme:light dark;--ink:#0f1419;--soft:#536471;--line:#cfd9de;--page:#f7f9f9;--card:#fff;--go:#0f1419;--go-ink:#fff;--bad:#b3261e;--bad-back:#fdecea;--link:#1d6fb8}
@media (prefers-color-scheme:dark){:root{--ink:#e7e9ea;--soft:#8b98a5;--line:#38444d;--page:#0b0f13;--card:#15202b;--go:#eff3f4;--go-ink:#0f1419;--bad:#ff8a80;--bad-back:#3a1d1d;--link:#6cb8f6}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
header{display:flex;gap:.75rem;align-items:center;padding:.75rem 1.5rem;border-bottom:1px solid var(--line);background:var(--card)}
header b{font-size:1.25rem}header span{color:var(--soft);font-size:.9rem}
main{max-width:30rem;margin:2rem auto;padding:1.75rem;background:var(--card);border:1px solid var(--line);border-radius:16px}
main.wide{max-width:54rem;display:grid;grid-template-columns:1fr 1fr;gap:0 2.5rem}main.wide>*{min-width:0}
main.wide>section+section{border-left:1px solid var(--line);padding-left:2.5rem}
h1{font-size:1.4rem;line-height:1.3;margin:0 0 1rem;overflow-wrap:anywhere}h2{font-size:1.05rem;margin:0 0 .25rem}
p{margin:0 0 .75rem}ul{padding-left:1.25rem;margin:.5rem 0 1.25rem}li{margin:.2rem 0}
.soft,small{color:var(--soft)}.soft{font-size:.95rem;overflow-wrap:anywhere}a{color:var(--link)}
.address{margin:1rem 0 0}
.bad{color:var(--bad);background:var(--bad-back);border-radius:8px;padding:.6rem .8rem}
label{display:block;font-weight:600;margin:.9rem 0 .25rem}
input{font:inherit;width:100%;padding:.65rem .8rem;border:1px solid var(--soft);border-radius:8px;background:transparent;color:inherit}
button{font:inherit;font-weight:700;width:100%;padding:.7rem 1rem;border-radius:999px;border:1px solid var(--line);background:transparent;color:var(--ink);cursor:pointer;margin-top:.6rem}
button.go{background:var(--go);color:var(--go-ink);border-color:var(--go)}form>button.go:first-of-type{margin-top:1.1rem}
button.as-link{all:unset;color:var(--link);text-decoration:underline;cursor:pointer}
button:focus-visible,a:focus-visible,input:focus-visible{outline:3px solid #1d9bf0;outline-offset:2px}
.who{display:flex;gap:.75rem;align-items:center;padding:.75rem;border:1px solid var(--line);border-radius:12px;margin:0 0 1.25rem}
.who>div{min-width:0;flex:1;overflow-wrap:anywhere}
.face{flex:none;width:40px;height:40px;border-radius:50%;display:grid;place-items:center;background:#1d6fb8;color:#fff;font-weight:700}
.people{max-height:24rem;overflow:auto;margin:0 -.25rem;padding:0 .25rem .25rem}
button.person{display:flex;gap:.75rem;align-items:center;text-align:left;font-weight:400;border-radius:12px;padding:.5rem .75rem}button.person>span:last-child{min-width:0;overflow-wrap:anywhere}
.row{display:flex;gap:1rem;align-items:center;justify-content:space-between;padding:.75rem 0;border-top:1px solid var(--line)}.row button{width:auto;flex:none;margin:0}
code.pin{display:block;font-size:2.5rem;letter-spacing:.25em;text-align:center;padding:1rem 0;user-select:all}
@media (max-width:60rem){main.wide{display:block;max-width:30rem}main.wide>section+section{border-left:0;padding-left:0;border-top:1px solid var(--line);margin-top:1.5rem;padding-top:1.25rem}}
@media (max-width:34rem){main,main.wide{margin:0;max-width:none;border:0;border-radius:0;padding:1.25rem;min-height:calc(100vh - 3.4rem)}.people{max-height:none}}`;
