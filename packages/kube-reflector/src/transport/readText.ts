/** The body as text; what is past `limit` bytes is not waited for. */
export async function readText(
  body: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limit) {
      break;
    }
  }
  return Buffer.concat(chunks).toString('utf8', 0, limit);
}
