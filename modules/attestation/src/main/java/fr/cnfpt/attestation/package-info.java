package fr.cnfpt.attestation;
