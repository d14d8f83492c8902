import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { hostname, tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { environment } from '../../src/jobs/environment.ts'
import { saidBy, writeEnvironment } from '../../src/jobs/environment-file.ts'
import type { Machine } from '../../src/jobs/environment-machine.ts'

/** A Linux machine without a GPU on which only git and what `programs` lists can be run. */
function machine(programs: Record<string, string> = {}, given: Partial<Machine> = {}): Machine {
  return {
    platform: 'linux',
    arch: 'x64',
    system: '#1 SMP',
    release: '6.1.0-13-bench-of-mira',
    cpu: 'AMD EPYC 7763  64-Core Processor ',
    cores: 64,
    memory: 256 * 1024 ** 3,
    variables: {},
    run: async (command) => programs[command] ?? null,
    read: async (path) => (path === '/etc/os-release' ? 'NAME="Debian"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n' : null),
    tree: async () => ({ commit: 'cca4d3ae6012dc4f17bfcdf489a3e411e2eeb97b', dirty: false }),
    ...given,
  }
}

describe('environment', () => {
  it('says what it can see, and leaves out the rest', async () => {
    expect(await environment('.', machine())).toEqual({
      arch: 'x64',
      cpu: 'AMD EPYC 7763 64-Core Processor',
      cores: '64',
      memory: '256.0 GiB',
      os: 'Debian GNU/Linux 12 (bookworm)',
      kernel: '6.1.0-13',
      commit: 'cca4d3ae6012dc4f17bfcdf489a3e411e2eeb97b',
      dirty: 'false',
    })
  })

  it('reads versions as numbers', async () => {
    const programs = {
      node: 'v24.21.0',
      go: 'go version go1.26.1 linux/amd64',
      rustc: 'rustc 1.95.0 (59807616e 2026-04-14)',
      python3: 'Python 3.12.4',
      gcc: '12.2.0',
      clang: 'Debian clang version 14.0.6\nTarget: x86_64-pc-linux-gnu\nInstalledDir: /home/mira/llvm/bin',
      nvcc: 'nvcc: NVIDIA (R) Cuda compiler driver\nCuda compilation tools, release 12.4, V12.4.131',
    }
    expect(await environment('.', machine(programs))).toMatchObject({
      node: '24.21.0',
      go: '1.26.1',
      rustc: '1.95.0',
      python: '3.12.4',
      gcc: '12.2.0',
      clang: '14.0.6',
      nvcc: '12.4.131',
    })
  })

  it('names the GPUs and their driver', async () => {
    const card = 'NVIDIA H100 80GB HBM3, 550.54.15'
    expect(await environment('.', machine({ 'nvidia-smi': [card, card].join('\n') }))).toMatchObject({
      gpu: 'NVIDIA H100 80GB HBM3',
      gpus: '2',
      driver: '550.54.15',
    })
    expect(await environment('.', machine({ 'nvidia-smi': 'No devices were found' }))).not.toHaveProperty('gpu')
  })

  it.each([
    [{ RUNNER_ENVIRONMENT: 'github-hosted', ImageOS: 'ubuntu24' }, 'github-hosted ubuntu24'],
    [{ RUNNER_ENVIRONMENT: 'self-hosted', RUNNER_NAME: 'secret-host' }, 'self-hosted'],
    [{ GITLAB_CI: 'true', CI_SHARED_ENVIRONMENT: 'true' }, 'shared (GitLab)'],
    [{ CI: 'true' }, undefined],
  ])('tells whose runner it is: %o', async (variables, runner) => {
    const found = await environment('.', machine({}, { variables }))
    expect(found.runner).toBe(runner)
    expect(JSON.stringify(found)).not.toContain('secret-host')
  })

  it('opens no installer on a Mac without developer tools', async () => {
    const asked: string[] = []
    const mac = machine(
      {},
      {
        platform: 'darwin',
        run: async (command) => {
          asked.push(command)
          return { sysctl: 'Mac15,9', sw_vers: '15.1' }[command] ?? null
        },
      },
    )
    expect(await environment('.', mac)).toMatchObject({ machine: 'Mac15,9', os: 'macOS 15.1' })
    expect(asked).not.toContain('gcc')
    expect(asked).not.toContain('python3')
  })

  it('of this very machine names no host, no user and no folder', async () => {
    const found = await environment(process.cwd())
    expect(Number(found.cores)).toBeGreaterThan(0)
    const values = Object.entries(found)
      .filter(([key]) => key !== 'commit')
      .map(([, value]) => value)
    for (const word of [hostname(), userInfo().username]) expect(values).not.toContain(word)
    for (const value of values) expect(value).not.toMatch(/(?:^|\s)[/\\~]|[A-Z]:\\/)
  })
})

describe('environment.json', () => {
  const folder = mkdtempSync(join(tmpdir(), 'casewright-environment-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('is written whole', async () => {
    const file = join(folder, 'environment.json')
    await writeEnvironment(file, { cpu: 'x' })
    expect(readFileSync(file, 'utf8')).toBe('{\n  "cpu": "x"\n}\n')
    expect(readdirSync(folder)).toEqual(['environment.json'])
  })

  it('says where it cannot be written', async () => {
    await expect(writeEnvironment(join(folder, 'no', 'environment.json'), {})).rejects.toThrow(/cannot be written \(ENOENT\)/)
  })

  it('takes what a person knows', () => {
    expect(saidBy(['model=llama-3-8b', 'order=alternating'])).toEqual({ model: 'llama-3-8b', order: 'alternating' })
    for (const wrong of ['model', 'Model=x', 'model=', '=x']) expect(() => saidBy([wrong])).toThrow('expected a lower-case word')
  })
})
