import{r as e}from"./base.js";import{t}from"./git.js";import{join as n,resolve as r}from"node:path";import{mkdir as i,mkdtemp as a,readFile as o,rm as s,writeFile as c}from"node:fs/promises";import{devNull as l,tmpdir as u}from"node:os";async function d(e,i){let o=r(e),c=await t(o,[`rev-parse`,`--is-shallow-repository`,`--show-object-format`,`--path-format=absolute`,`--git-common-dir`]);if(c.code!==0)throw m(o,c.stderr);let[d,h=`sha1`,...g]=c.stdout.toString(`utf8`).replace(/\n$/,``).split(`
`),_=g.join(`
`),v=await p(o),y=await a(n(u(),`casewright-git-`));try{await f(y,h,d===`true`?n(_,`shallow`):null);let e={GIT_DIR:y,GIT_OBJECT_DIRECTORY:n(_,`objects`),GIT_CONFIG_NOSYSTEM:`1`,GIT_CONFIG_GLOBAL:l,GIT_CONFIG_COUNT:`0`,GIT_CONFIG_PARAMETERS:``};return await i({directory:o,shallow:d===`true`,partial:v.partial,remote:v.remote,person:v.person,read:(n,r={})=>t(y,n,{...r,environment:e})})}finally{await s(y,{recursive:!0,force:!0})}}async function f(e,t,r){let a=t===`sha1`?``:`[extensions]\n\tobjectformat = ${t}\n`;await Promise.all([`refs`,`objects`,`info`].map(t=>i(n(e,t)))),await Promise.all([c(n(e,`HEAD`),`ref: refs/heads/none
`),c(n(e,`config`),`[core]\n\trepositoryformatversion = ${+!!a}\n\tbare = true\n${a}`),c(n(e,`info`,`attributes`),`
*.py diff=python
*.go diff=golang
*.rs diff=rust
*.c diff=cpp
*.h diff=cpp
*.cc diff=cpp
*.cpp diff=cpp
*.cxx diff=cpp
*.hpp diff=cpp
*.cu diff=cpp
*.cuh diff=cpp
*.java diff=java
*.kt diff=kotlin
*.cs diff=csharp
*.rb diff=ruby
*.php diff=php
*.ex diff=elixir
*.sh diff=bash
*.md diff=markdown
`),...r===null?[]:[o(r).then(t=>c(n(e,`shallow`),t))]])}async function p(e){let n=(await t(e,[`config`,`-z`,`--get-regexp`,String.raw`^(remote\..*\.(url|promisor)|user\.name|extensions\.partialclone)$`])).stdout.toString(`utf8`).split(`\0`).filter(Boolean).map(e=>{let t=e.indexOf(`
`);return t<0?[e,``]:[e.slice(0,t),e.slice(t+1)]}),r=e=>n.findLast(([t])=>t===e)?.[1]??null;return{remote:r(`remote.origin.url`)??n.find(([e])=>e.startsWith(`remote.`)&&e.endsWith(`.url`))?.[1]??null,person:r(`user.name`)?.trim()||null,partial:n.some(([e])=>e===`extensions.partialclone`||e.endsWith(`.promisor`))}}function m(t,n){if(/not a git repository/.test(n))return new e(`${t} is no git repository. Give the folder of a clone, as in --repo path/to/clone.`);let r=n.trim().split(`
`).at(-1)??``;return new e(`git cannot read the repository in ${t}: ${r} Check it with: git -C ${t} status`,{exitCode:3})}function h(e){let t=e.slice(0,2e3).trim(),n=_(t)??v(t);if(n===null)return null;let r=n.path.replace(/\/+$/,``).replace(/\.git$/,``).split(`/`).filter(Boolean),i=r.every(e=>/^[\w.~-]+$/.test(e)&&!e.startsWith(`.`));if(r.length<2||!i)return null;let a=r.join(`/`),o=g.get(n.host)??n.host;return{name:a,url:o.includes(`.`)?`https://${o}/${a}`:null}}const g=new Map(Object.entries({"ssh.github.com":`github.com`,"altssh.gitlab.com":`gitlab.com`,"altssh.bitbucket.org":`bitbucket.org`}));function _(e){if(!/^(?:https?|ssh|git|git\+ssh|git\+https):\/\//.test(e)||!URL.canParse(e))return null;let t=new URL(e);return{host:/^(?:git\+)?https?:$/.test(t.protocol)?t.host.toLowerCase():t.hostname.toLowerCase(),path:t.pathname}}function v(e){let t=/^(?:[^@/:\s]+@)?([^@/:\s]{2,}):(?!\/\/)([^:\s]+)$/.exec(e);return t?.[1]&&t[2]?{host:t[1].toLowerCase(),path:t[2]}:null}export{d as n,h as t};