import{i as e,r as t,t as n}from"./entry-folder.js";import{C as r,n as i,t as a}from"./lib.js";import{r as o}from"./base.js";import{n as s,r as c}from"./digits.js";import{n as l}from"./paths.js";import{basename as u,join as d,resolve as f,sep as p}from"node:path";import{writeFile as m}from"node:fs/promises";function h(e){let{children:t}=a().use(i).parse(e),n=t.findIndex(e=>e.type===`heading`&&/^(?:repeat|reproduce)\b/i.test(r(e)));if(n<0)return null;let o=t.slice(n+1),s=o.findIndex(e=>e.type===`heading`),c=(s<0?o:o.slice(0,s)).flatMap(e=>e.type===`code`?[e.value]:[]);return c.length===0?null:c.join(`
`)}const g=[/^git (?:clone|fetch) /,/^git worktree /,/^git checkout (?:-q |--quiet |--detach )*[0-9a-f]{7,64}$/,/^cd ["']?\.\.\/\$\{?\w+\}?["']?(?: \|\| (?:exit|return)(?: 1)?)?$/,/^benchstat (?:\.\.\/)?\S+ (?:\.\.\/)?\S+$/,/^\); done$/,/^#/,/^$/],_=/^for (\w+) in (?:[\d ]+|\$\(seq [\d ]+\)|\{1\.\.\d+\}|[\w.-]+ [\w.-]+) ?; do( \()?$/,v=/^for (\w+) in [\w.-]+ [\w.-]+ ?; do \(cd ["']?\.\.\/\$\{?\w+\}?["']? && (.+)\); done$/;function y(e){let t=[],n=0;for(let r of e.split(`
`)){let i=r.trim(),[,a,o]=v.exec(i)??[],s=_.exec(i);a!==void 0&&o!==void 0?t.push(x(o,a)):s!==null&&b(s[1]??``,e)?n+=+(s[2]===void 0):g.some(e=>e.test(i))||t.push(r)}for(;n>0;n--){let e=t.findLastIndex(e=>e.trim()===`done`);if(e<0)return null;t.splice(e,1)}let r=S(t);return r===``||/\bgit (?:worktree|checkout|switch|stash)\b|\.\.\/\$/.test(r)?null:r}function b(e,t){return t.split(RegExp(`\\$\\{?${e}\\b`)).slice(0,-1).every(e=>e.endsWith(`../`))}function x(e,t){let n=e.search(/ >{1,2} ?["']?\.\.\//);return n>=0&&e.slice(n).includes(`$${t}`)?e.slice(0,n):e}function S(e){let t=e.filter(e=>e.trim()!==``).map(e=>e.length-e.trimStart().length),n=Math.min(...t);return e.map(e=>e.slice(Number.isFinite(n)?n:0).trimEnd()).join(`
`).trim()}const C=/\.(?:json|jsonl|csv|txt|xml)$/i,w=/(?:json|csv|out|output|export|save|result|results|report|^tee|^-o|^>{1,2})$/i;function T(e){let t=e.split(/[\s;|&()]+/).map(e=>e.replace(/^["']|["']$/g,``)),n=t.flatMap((e,n)=>{let r=e.lastIndexOf(`=`);if(r>0)return w.test(e.slice(0,r))?[e.slice(r+1)]:[];let i=/^>{1,2}(.+)$/.exec(e)?.[1];return i===void 0?w.test(t[n-1]??``)?[e]:[]:[i]});return[...new Set(n.map(e=>e.replace(/^\.\//,``)))].filter(e=>C.test(e)&&E(e))}function E(e){return/^[\w][\w./-]*$/.test(e)&&!e.split(`/`).some(e=>e===`..`||e===``)}function D(e){return`'${e.replaceAll(`'`,`'\\''`)}'`}function O(e){return`# ${[...e].map(e=>A(e)||e===`
`||e===`	`?` `:e).join(``)}`.trimEnd()}function k(e){let t=[...e].find(A);if(t===void 0)return e;let n=(t.codePointAt(0)??0).toString(16).toUpperCase().padStart(4,`0`);throw new o(`The entry's commands hold the invisible character U+${n}, so what you read would not be what runs. Remove it from the entry, or give the command with --command.`)}function A(e){let t=e.codePointAt(0)??0;return e===`
`||e===`	`?!1:t<32||t>=127&&t<160||t===173||t===65279||t>=8203&&t<=8207||t>=8232&&t<=8238||t>=8288&&t<=8303}function j(e,t){let n=e.length===0?``:`\n${M(e)}`;return`for ((run = 1; run <= runs; run++)); do
  sides=(baseline candidate)
  if ((run % 2 == 0)); then sides=(candidate baseline); fi
  number=$(printf '%02d' "$run")
  for side in "\${sides[@]}"; do
    printf 'run %s of %s, %s\\n' "$run" "$runs" "$side" >&2
    tree=$work/trees/$side
    log=$work/logs/$side-$number${t?`
    start_server "$tree" "$log.server"`:``}
    if ! (cd "$tree" && bash -euo pipefail -c "$commands") </dev/null >"$log.out" 2>"$log.err"; then
      printf 'This run failed; see %s and %s\\n' "$log.out" "$log.err" >&2
      exit 1
    fi${t?`
    stop_server`:``}${n}
${e.length===0?`    `:`    if ! compgen -G "$work/$side/run-$number-*" >/dev/null; then `}cp "$log.out" "$work/$side/run-$number.txt"${e.length===0?``:`; fi`}
  done
done`}function M(e){return`    for file in ${e.map(D).join(` `)}; do
      if [[ -f $tree/$file && -n $(git -C "$tree" status --porcelain --ignored -- "$file") ]]; then
        mv -- "$tree/$file" "$work/$side/run-$number-\${file//\\//-}"
      fi
    done`}function N(e){return`tree=$work/trees/candidate
log=$work/logs/both${e?`
start_server "$tree" "$log.server"`:``}
printf 'The commands name both commits: they run once and measure both sides by themselves.\\n' >&2
if ! (cd "$tree" && bash -euo pipefail -c "$commands") </dev/null >"$log.out" 2>"$log.err"; then
  printf 'They failed; see %s and %s\\n' "$log.out" "$log.err" >&2
  exit 1
fi${e?`
stop_server`:``}
for side in baseline candidate; do
  while IFS= read -r folder; do
    if [[ -n $(git -C "$tree" status --porcelain --ignored -- "$folder") ]]; then cp -R "$folder/." "$work/$side/"; fi
  done < <(find "$tree" -maxdepth 4 -type d -name "$side" -not -path '*/node_modules/*')
  if [[ -z $(ls -A "$work/$side") ]]; then
    printf 'They wrote no folder named %s; what they wrote is in %s, what they printed in %s\\n' "$side" "$tree" "$log.out" >&2
    exit 1
  fi
done`}const P=[[/^vllm serve\b/,8e3],[/^python3? -m vllm\.entrypoints\.\S+/,8e3],[/^python3? -m sglang\.launch_server\b/,3e4],[/^trtllm-serve\b/,8e3],[/^(?:\.\/)?(?:\S+\/)?llama-server\b/,8080],[/^text-generation-launcher\b/,3e3]];function F(e){let t=e.split(/(?<!\\)\n/),n=t.findIndex(e=>P.some(([t])=>t.test(e.trim()))),r=t[n];if(r===void 0)return{server:null,commands:e};let i=r.trim().replace(/ *&$/,``),[,a]=P.find(([e])=>e.test(i))??[null,8e3],o=/(?:^|\s)--port[= ](\d{1,5})(?=\s|$)/.exec(i)?.[1],s=t.filter((e,t)=>t!==n).join(`
`);return{server:{command:i,port:o===void 0?a:Number(o)},commands:s.trim()}}function I({commands:e,base:t,head:n}){return e.includes(t.slice(0,7))&&e.includes(n.slice(0,7))}function L(e){let{server:t,commands:n}=F(e.commands),r=T(n);return`${[R(e),z(e,n,t),...t===null?[]:[B],V,I(e)?N(t!==null):j(r,t!==null),H(e.expected)].join(`

`)}\n`}function R({title:e,file:t,folder:n}){return[`#!/usr/bin/env bash`,O(`Repeats the measurement of: ${e}`),`#`,`# READ BEFORE YOU RUN IT. The commands below come from the entry: people outside your team may have written them, and`,`# nobody has checked what they do. Run them where you would run any stranger’s code: a container, a spare machine.`,`# The script asks for nothing and installs nothing; what the commands need must be there.`,`#`,O(`Usage: bash ${t} [FOLDER]`),O(`FOLDER (by default ${n}) must not exist yet; everything stays in it.`),`set -euo pipefail`].join(`
`)}function z(e,t,n){return[`source=${D(e.source)}`,`base=${e.base}`,`head=${e.head}`,...I(e)?[]:[`# Runs a side.`,`runs=${e.runs}`],`work=\${1:-${D(e.folder)}}`,``,...n===null?[]:[`# Started before each run, stopped after it.`,`# shellcheck disable=SC2016`,`server=${D(n.command)}`,`port=${n.port}`,``],I(e)?`# Both sides, all runs:`:`# One run, in the tree of one side:`,`# shellcheck disable=SC2016 # expanded when it runs, not here`,`commands=${D(t)}`,``,`# Called once in each tree before the first run: put a build in here if the project needs one.`,`prepare() {`,`  :`,`}`].join(`
`)}const B=`server_pid=
answers() {
  (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null
}
start_server() { # tree, log
  if answers; then
    printf 'Something else listens on port %s already.\\n' "$port" >&2
    exit 1
  fi
  (cd "$1" && exec bash -c "$server") </dev/null >"$2" 2>&1 &
  server_pid=$!
  for ((waited = 0; waited < 18000; waited++)); do
    if answers; then return; fi
    if ! kill -0 "$server_pid" 2>/dev/null; then break; fi
    sleep 0.2
  done
  printf 'The server does not answer on port %s; see %s\\n' "$port" "$2" >&2
  exit 1
}
stop_server() {
  if [[ -n $server_pid ]]; then
    kill "$server_pid" 2>/dev/null || true
    wait "$server_pid" 2>/dev/null || true
    server_pid=
  fi
}
trap stop_server EXIT`,V=`if [[ -e $work ]]; then
  printf '%s is there already: name another folder.\\n' "$work" >&2
  exit 1
fi
mkdir -p "$work/trees" "$work/logs" "$work/baseline" "$work/candidate"
work=$(cd "$work" && pwd)
git clone --quiet --no-checkout -- "$source" "$work/source"
for commit in "$base" "$head"; do
  if ! git -C "$work/source" cat-file -e "$commit^{commit}" 2>/dev/null; then
    git -C "$work/source" fetch --quiet origin "$commit"
  fi
done
git -C "$work/source" worktree add --quiet --detach "$work/trees/baseline" "$base"
git -C "$work/source" worktree add --quiet --detach "$work/trees/candidate" "$head"
for side in baseline candidate; do
  (cd "$work/trees/$side" && prepare) </dev/null
done`;function H(e){return[...e.map(O),`if command -v casewright >/dev/null; then`,`  casewright measure --baseline "$work/baseline/*" --candidate "$work/candidate/*"`,`else`,`  printf 'Done. Compare with:\\n  npx casewright measure --baseline "%s" --candidate "%s"\\n' "$work/baseline/*" "$work/candidate/*"`,`fi`].join(`
`)}async function U(r){let{directory:i,text:a,ledger:s}=await n(r.entry),c=f(r.out??`${i}.reproduce.sh`);if(c.startsWith(i+p))throw new o(`${c}: this is inside the entry, and what lies there is signed. Write the script somewhere else, or leave --out away.`);let h=d(r.entry,`index.md`),{fields:g,markdown:_}=t(a);if(s.comparisons.length===0&&r.commands.length===0)throw new o(`${h}: nothing was measured for this entry, so there is no measurement to repeat. To measure something at both commits, say what one run is: --command "…".`);let{base:v,head:y}=W(s,r.entry),b={source:r.repo===null?G(s,r.entry):f(r.repo),base:v,head:y,runs:r.runs??Math.max(6,q(s)),commands:k(r.commands.length>0?r.commands.join(`
`):K(_,h)),expected:J(s)},x=l(u(i)),S=L({...b,title:e(g,`title`)||x,file:u(c),folder:`${x}-reproduce`});return await m(c,S).catch(e=>{throw new o(`${c}: cannot be written (${e.code??e.message}). Name a folder that exists with --out FILE.`,{cause:e})}),{file:c,...b,alternates:I(b)?`commands`:`script`}}function W({subject:e},t){if(e.base===``&&e.head===``)throw new o(`${d(t,`evidence.json`)}: its source is private and the commits are withheld, so only its owners can repeat the measurement.`);for(let n of[e.base,e.head])if(!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(n))throw new o(`${d(t,`evidence.json`)}: ${JSON.stringify(n)} is no full commit id, so the sides cannot be pinned. Expected 40 or 64 hexadecimal digits in subject.base and subject.head.`);return{base:e.base,head:e.head}}function G(e,t){if(/^https:\/\/[\w.:-]+(?:\/[\w.~-]+)+$/.test(e.subject.repository))return e.subject.repository;for(let t of[e.subject.url,...e.sources.map(({url:e})=>e)]){let e=/^(https:\/\/[\w.:-]+(?:\/[\w.~-]+){2,}?)\/(?:-\/)?(?:pull|pulls|issues|blob|tree|src|commit|commits|compare|merge_requests|releases)\//.exec(t??``)?.[1];if(e!==void 0)return e}throw new o(`${t}: no link in the ledger says where the source is. Give a clone with --repo DIR.`)}function K(e,t){let n=h(e),r=`Give what one run on one side is: --command "…", as often as needed.`;if(n===null)throw new o(`${t}: no code under "Repeat it", so there is nothing to run. ${r}`);let i=y(n);if(i===null)throw new o(`${t}: it is not clear what one run is in the code under "Repeat it". ${r}`);return i}function q(e){let t=e.claims.flatMap(({kind:e,value:t})=>e!==`runs`||typeof t==`string`?[]:t);return Math.min(100,Math.max(0,...t))}function J(e){return e.comparisons.filter(e=>e.shown&&e.ratio!==null).map(({label:e,ratio:t,interval:n,tier:r})=>{let i=e=>s(e,c(e,3));if(n!==null)return`Expected, candidate ÷ baseline: ${e}: ${i(n[0])} to ${i(n[1])} (95 % interval in the entry)`;let a=r===`X`?`an exact count`:`no interval: the entry has too few runs`;return`Expected, candidate ÷ baseline: ${e}: ${i(t??1)} (${a})`})}export{U as reproduce};