






























































import type { LipsyncRequest } from '@chamelaion/client';

function describe(request: LipsyncRequest): string {
  switch (request.status) {
    case 'completed':
      return request.output_url;
    case 'failed':
      return request.error_message;
    default:
      return `still ${request.status}`;
  }
}
export {};
