/** A small copy of a picture for lists, made here because no server would; undefined for what is no picture. */
const edge = 320;

export async function smallPicture(file: File): Promise<Blob | undefined> {
  if (!file.type.startsWith("image/")) return undefined;
  const address = URL.createObjectURL(file);
  try {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    // A drawing without a size of its own is as large as we like.
    const [width, height] = [picture.naturalWidth || edge, picture.naturalHeight || edge];
    const scale = Math.min(1, edge / Math.max(width, height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) =>
      canvas.toBlob((blob) => resolve(blob ?? undefined), "image/webp", 0.82),
    );
  } catch {
    return undefined;
  } finally {
    URL.revokeObjectURL(address);
  }
}
