-- Who looks after what is sold, and who helps people at a desk.
alter table staff
  drop constraint staff_roles_check,
  add constraint staff_roles_check check (
    cardinality(roles) > 0
    and roles <@ array['operator', 'supervisor', 'curator', 'finance', 'support', 'auditor', 'admin']
  );
