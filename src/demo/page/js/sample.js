// Pictures and papers made on the spot, so that nobody needs to look for a file to try one.

const PHOTO_SIDE_MAX = 1280;

/** A small picture of a shop window, as a JPEG in base64. */
export async function samplePicture(caption = "Loja Aurora") {
  const canvas = document.createElement("canvas");
  canvas.width = 960;
  canvas.height = 640;
  const c = canvas.getContext("2d");
  const sky = c.createLinearGradient(0, 0, 0, 640);
  sky.addColorStop(0, "#f9d9a8");
  sky.addColorStop(1, "#f2a65a");
  c.fillStyle = sky;
  c.fillRect(0, 0, 960, 640);
  c.fillStyle = "#0f6e5c";
  c.fillRect(120, 190, 720, 330);
  for (let i = 0; i < 12; i += 1) {
    c.fillStyle = i % 2 ? "#fdf6e8" : "#d9573f";
    c.fillRect(120 + i * 60, 190, 60, 56);
  }
  c.fillStyle = "#fdf6e8";
  c.fillRect(170, 290, 260, 180);
  c.fillRect(560, 290, 130, 230);
  c.fillStyle = "#8fbf9f";
  for (let i = 0; i < 4; i += 1) { c.beginPath(); c.arc(205 + i * 62, 430 - (i % 2) * 34, 36, 0, 7); c.fill(); }
  c.fillStyle = "#6b4a2f";
  c.fillRect(0, 520, 960, 120);
  c.fillStyle = "#0f3d35";
  c.font = "600 44px system-ui, sans-serif";
  c.textAlign = "center";
  c.fillText(caption, 480, 130);
  return jpeg(canvas, "vitrine.jpg");
}

/** A chosen picture as the apps send photos: a JPEG, its longer side at most 1280. A file that is no picture is sent as it is. */
export async function chosenPhoto(file) {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) return chosenFile(file);
  const scale = Math.min(1, PHOTO_SIDE_MAX / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const c = canvas.getContext("2d");
  c.fillStyle = "#fff";
  c.fillRect(0, 0, canvas.width, canvas.height);
  c.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return jpeg(canvas, `${(file.name || "foto").replace(/\.\w+$/, "")}.jpg`);
}

async function jpeg(canvas, name) {
  const blob = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", 0.87); });
  return { name, mime: "image/jpeg", data: await base64(blob) };
}

/** A one-page PDF. */
export function samplePaper(title = "Orcamento 1042") {
  const stream = `BT /F1 26 Tf 60 760 Td (${title}) Tj 0 -40 Td /F1 13 Tf (Loja Aurora) Tj 0 -22 Td (2 vasos de ceramica ........ R$ 129,80) Tj 0 -22 Td (1 jasmim-manga ............. R$ 89,00) Tj ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let pdf = "%PDF-1.4\n";
  const offsets = objects.map((body, i) => { const at = pdf.length; pdf += `${i + 1} 0 obj\n${body}\nendobj\n`; return at; });
  const start = pdf.length;
  pdf += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("")}`;
  pdf += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return { name: "orcamento-1042.pdf", mime: "application/pdf", data: btoa(pdf) };
}

/** A voice note in which somebody asks for the opening hours. */
export async function sampleVoice() {
  const answer = await fetch("/voice.ogg");
  return { name: "voz.ogg", mime: "audio/ogg", data: await base64(await answer.blob()) };
}

/** A chosen file, read. */
export async function chosenFile(file) {
  return { name: file.name || "arquivo", mime: file.type || "application/octet-stream", data: await base64(file) };
}

function base64(blob) {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).split(",", 2)[1] ?? "");
    reader.onerror = () => fail(reader.error);
    reader.readAsDataURL(blob);
  });
}
