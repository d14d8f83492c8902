/** The machine that a description names in passing. */

/** Accelerators by name: a letter with a number is more often a percentile, a version or a paper. */
const ACCELERATOR =
  /(?:(\d+)\s?[x×*]\s?)?(?:NVIDIA\s+|AMD\s+|Instinct\s+)?\b((?:GH200|GB[23]00|H(?:20|100|200|800)|B[123]00|A(?:10G?|30|40|100|800|6000)|V100|P100|L(?:4|40S?|20)|MI\d{3}[AX]?|RTX\s?(?:A?\d{4}|PRO\s?\d{4})(?:\sTi)?)(?:[\s-](?:SXM\d?|PCIe|NVL))?|TPU\sv\d\w?)\b/

/** An accelerator that a description names: `8x H100 SXM` → `8 × H100 SXM`; null without one. */
export function statedMachine(description: string | null): string | null {
  const match = ACCELERATOR.exec(description ?? '')
  if (match?.[2] === undefined) return null
  return match[1] === undefined ? match[2] : `${match[1]} × ${match[2]}`
}
