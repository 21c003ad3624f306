-- The gate of every REST statement.

-- Invoker on purpose: Postgres forbids a definer function to set the role.
create function engine.pre_request()
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  role_name text;
begin
  if current_user = 'authenticated' then
    role_name := engine.role_of(engine.uid());
    perform engine.write_down_sets(role_name);
    if current_setting('request.headers', true) like '%x-batch%' then
      perform engine.join_batch();
    end if;
    perform set_config('role', role_name, true);
  end if;
end;
$$;
comment on function engine.pre_request is
  'Called by PostgREST in every request after the token is verified: admits the member and switches to his role.';

grant execute on function engine.pre_request() to anon, authenticated, service_role;
grant execute on function engine.write_down_sets(text) to authenticated;

alter role authenticator set pgrst.db_schemas = 'public,config';
alter role authenticator set pgrst.db_pre_request = 'engine.pre_request';
notify pgrst, 'reload config';
