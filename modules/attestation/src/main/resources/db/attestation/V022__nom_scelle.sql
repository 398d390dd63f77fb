-- Une attestation reste vérifiable quand son titulaire est effacé : le nom part, son empreinte salée reste pour qui tient le document.
alter table attestation.attestation
  add column sel text,
  add column empreinte_nom text,
  add constraint ck_attestation_nom_scelle_avec_son_sel check ((sel is null) = (empreinte_nom is null)),
  add constraint ck_attestation_nom_scelle_est_efface check (sel is null or nom like 'Agent effacé %');
comment on column attestation.attestation.empreinte_nom is 'PBKDF2-HMAC-SHA256 du nom imprimé, sans accents ni casse ; nulle tant que le nom est là';

create or replace function attestation.figer() returns trigger language plpgsql as $$
declare
  revocation constant text[] := array['revoquee_le', 'revoquee_par', 'motif'];
  effacement constant text[] := array['nom', 'sel', 'empreinte_nom', 'motif'];
begin
  if tg_op = 'UPDATE' and old.sel is null and new.sel is not null and (to_jsonb(new) - effacement) = (to_jsonb(old) - effacement)
     and (new.motif is not distinct from old.motif or new.motif = 'motif effacé avec les données de l''agent') then
    return new;
  end if;
  if tg_op = 'DELETE' or old.revoquee_le is not null or (to_jsonb(new) - revocation) <> (to_jsonb(old) - revocation) then
    raise exception 'une attestation délivrée est figée' using errcode = 'check_violation';
  end if;
  return new;
end $$;
