import { useEffect, useRef, useState } from 'preact/hooks';

/** What lies between the margins of an A4 page, in pixels. */
const PAPER = 700;

/** The width of an element in pixels, followed: text on a chart keeps its size on every screen, and on paper. */
export function useWidth(first = 640) {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(first);
  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setWidth(Math.round(entry.contentRect.width));
    });
    observer.observe(element);
    const onPaper = () => setWidth((before) => Math.min(before, PAPER));
    const onScreen = () => setWidth(Math.round(element.getBoundingClientRect().width));
    addEventListener('beforeprint', onPaper);
    addEventListener('afterprint', onScreen);
    return () => {
      observer.disconnect();
      removeEventListener('beforeprint', onPaper);
      removeEventListener('afterprint', onScreen);
    };
  }, []);
  return { ref, width };
}
