// Runs in a page and answers what a careful reader would look at: overflow, pictures, contrast (WCAG 2), names.
;(() => {
  const channels = (color) => (color.match(/[\d.]+/g) ?? []).map(Number)
  const luminance = (color) => {
    const [r = 0, g = 0, b = 0] = channels(color).map((c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const ground = (element) => {
    if (element === null) return 'rgb(255,255,255)'
    const color = getComputedStyle(element).backgroundColor
    return (channels(color)[3] ?? 1) === 0 ? ground(element.parentElement) : color
  }
  const contrast = (element) => {
    const [light = 0, dark = 0] = [luminance(getComputedStyle(element).color), luminance(ground(element))].sort((a, b) => b - a)
    return (light + 0.05) / (dark + 0.05)
  }
  for (const folded of document.querySelectorAll('details')) folded.open = true
  const texts = [...document.body.querySelectorAll('*')].filter((element) =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== ''),
  )
  return {
    overflow: document.documentElement.scrollWidth - window.innerWidth,
    pictures: [...document.images].map((image) => image.complete && image.naturalWidth === 660),
    scheme: luminance(ground(document.body)) > 0.5 ? 'light' : 'dark',
    texts: texts.length,
    faint: texts.filter((element) => contrast(element) < 4.5).map((element) => element.outerHTML.slice(0, 80)),
    unnamed: [...document.querySelectorAll('img:not([alt]),th:not([scope]),html:not([lang])')].map((element) => element.outerHTML),
  }
})()
