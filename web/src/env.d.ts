/// <reference types="vite/client" />
declare module 'virtual:locale/*' {
  const words: Record<string, string>
  export default words
}
