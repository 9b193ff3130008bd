/** What is said before any page can be made: the request itself cannot be read. */

import type { Server } from 'node:http'

const TOO_LONG = {
  line: '431 Request Header Fields Too Large',
  text: 'Cette adresse est trop longue. Pour une longue liste de communes, collez-la dans /atelier : son adresse tient en peu de place.\nThis address is too long. Paste a long list of communes into /en/workshop: its address takes little room.\n'
}
const UNREADABLE = {
  line: '400 Bad Request',
  text: 'La demande n’a pas pu être lue.\nThe request could not be read.\n'
}

export function answerUnreadable(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable) return
    const { line, text } = error.code === 'HPE_HEADER_OVERFLOW' ? TOO_LONG : UNREADABLE
    const head = [
      `HTTP/1.1 ${line}`,
      'Content-Type: text/plain; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(text)}`,
      'Connection: close'
    ]
    socket.end([...head, '', text].join('\r\n'))
  })
}
