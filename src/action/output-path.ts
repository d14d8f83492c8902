/**
 * A path as an output. Workflows write outputs into scripts (`run: echo ${{ … }}`), and folders of a pull request bear
 * names that strangers chose: of those nothing leaves that a shell would act on.
 */

/** Plain names as they are, every other sign percent-encoded. */
export function outputPath(path: string): string {
  return path.replaceAll(/[^A-Za-z0-9._/:-]/gu, (sign) =>
    Array.from(Buffer.from(sign), (byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`).join(''),
  )
}
