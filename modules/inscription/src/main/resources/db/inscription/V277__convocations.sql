-- La convocation part par courriel, une fois ; on sait si elle est arrivée (docs/adr/0056).
create table inscription.convocation (
  bulletin_id  bigint primary key references inscription.bulletin on delete cascade,
  envoyee_le   timestamptz not null,
  cle          uuid,
  sans_adresse boolean not null default false,
  constraint ck_convocation_sans_adresse_ne_part_pas check (not sans_adresse or cle is null)
);
comment on table inscription.convocation is 'Le courriel qui convoque : un par bulletin, renvoyé au besoin';
comment on column inscription.convocation.cle is 'Celle de son dernier envoi ; nulle s''il n''y en a pas eu';
create index ix_convocation_cle on inscription.convocation (cle) where cle is not null;
create index ix_convocation_sans_adresse on inscription.convocation (bulletin_id) where sans_adresse;
-- Qui fut convoqué avant l'a déjà su : rien ne lui est envoyé.
insert into inscription.convocation (bulletin_id, envoyee_le)
select id, now() from inscription.bulletin where etat in ('CONVOQUEE', 'PRESENTE', 'ABSENTE', 'ATTESTEE');
