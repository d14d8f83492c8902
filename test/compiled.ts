/** For the environment of a program that a test starts: what Node compiled for those before it (test/temporary-folder.ts). */
export const compiled = { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE }
