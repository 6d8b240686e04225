












import Chamelaion from '@chamelaion/client';

const { data, response } = await new Chamelaion().users.retrieveCurrent().withResponse();
console.log(data.name, response.headers.get('date'));
export {};
