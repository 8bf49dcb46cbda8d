import encodeQR from 'qr';

/** A QR code as one path, dark on light whatever the theme is: cameras read the other way round badly. */
export function QrCode({ value, label, sizePx = 180 }: { value: string; label: string; sizePx?: number }) {
  const { path, side } = qrPath(value);
  return (
    <svg role="img" aria-label={label} width={sizePx} height={sizePx} viewBox={`0 0 ${side} ${side}`}>
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}

/** The same as a file of its own, for print. */
export function qrFile(value: string): string {
  const { path, side } = qrPath(value);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" width="1024" height="1024"><rect width="${side}" height="${side}" fill="#fff"/><path d="${path}" fill="#000" shape-rendering="crispEdges"/></svg>`;
}

function qrPath(value: string): { readonly path: string; readonly side: number } {
  // Four light modules all around, as the standard asks.
  const rows = encodeQR(value, 'raw', { ecc: 'medium', border: 4 });
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return { path, side: rows.length };
}
