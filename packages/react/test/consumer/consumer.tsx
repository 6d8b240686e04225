// What a user's compiler sees: declarations are checked here, not skipped, and there are no types of Node.
import { lipsyncRequestOptions, useChamelaion, useLipsyncJob, useLipsyncRequest } from '@chamelaion/react';
import { useQuery } from '@tanstack/react-query';

export function Consumer({ id }: { id: string }) {
  const job = useLipsyncJob();
  const { data } = useLipsyncRequest(id);
  const { error } = useQuery(lipsyncRequestOptions(useChamelaion(), id));
  return <p>{job.phase === 'completed' ? job.request.output_url : (data?.status ?? error?.message)}</p>;
}
