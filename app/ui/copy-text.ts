/** Browsers keep the clipboard from pages without https; the old way still works there. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    const modal = document.activeElement?.closest("dialog") ?? document.body;
    modal.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}
