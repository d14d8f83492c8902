/** Inference servers among the commands: they do not end by themselves, so a script starts and stops them. */

/** How the well-known ones are called, and the port each listens on where the command names none. */
const servers: readonly [RegExp, number][] = [
  [/^vllm serve\b/, 8000],
  [/^python3? -m vllm\.entrypoints\.\S+/, 8000],
  [/^python3? -m sglang\.launch_server\b/, 30_000],
  [/^trtllm-serve\b/, 8000],
  [/^(?:\.\/)?(?:\S+\/)?llama-server\b/, 8080],
  [/^text-generation-launcher\b/, 3000],
]

export interface Serving {
  server: { command: string; port: number } | null
  /** Everything else. */
  commands: string
}

/** Takes a server's command (one, continued lines included) out of the commands. */
export function serving(commands: string): Serving {
  const logical = commands.split(/(?<!\\)\n/)
  const at = logical.findIndex((line) => servers.some(([pattern]) => pattern.test(line.trim())))
  const line = logical[at]
  if (line === undefined) return { server: null, commands }
  const command = line.trim().replace(/ *&$/, '')
  const [, usual] = servers.find(([pattern]) => pattern.test(command)) ?? [null, 8000]
  const named = /(?:^|\s)--port[= ](\d{1,5})(?=\s|$)/.exec(command)?.[1]
  const rest = logical.filter((_, index) => index !== at).join('\n')
  return { server: { command, port: named === undefined ? usual : Number(named) }, commands: rest.trim() }
}
